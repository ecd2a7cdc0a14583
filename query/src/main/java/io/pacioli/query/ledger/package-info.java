/** Ledgers. */
package io.pacioli.query.ledger;
