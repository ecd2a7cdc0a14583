/** Ledgers that a projection passes over, because it could not take in one of their events. */
package io.pacioli.projections.parking;
