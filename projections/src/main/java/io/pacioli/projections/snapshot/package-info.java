/** Reading the tables of several projections as they stood at one moment. */
package io.pacioli.projections.snapshot;
