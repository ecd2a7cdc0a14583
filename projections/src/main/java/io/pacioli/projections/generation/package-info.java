/** Read tables by projection and generation: where they are, which are live, and up to which position they stand. */
package io.pacioli.projections.generation;
