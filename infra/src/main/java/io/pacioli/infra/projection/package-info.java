/** Runs the projections: the event processor, its token, its pace, and what nodes tell each other about it. */
package io.pacioli.infra.projection;
