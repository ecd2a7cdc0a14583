/** Ledgers and their currencies, as queries see them. */
package io.pacioli.projections.ledger;
