/** Up to where the read tables of this installation are known to be, and who has to hear of it when they move. */
package io.pacioli.projections.position;
