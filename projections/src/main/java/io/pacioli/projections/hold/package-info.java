/** Holds: which are open and when they expire, and which accounts each is about. */
package io.pacioli.projections.hold;
