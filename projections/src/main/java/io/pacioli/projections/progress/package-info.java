/** How far the projections are behind the journal. */
package io.pacioli.projections.progress;
