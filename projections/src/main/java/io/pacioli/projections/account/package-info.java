/** The chart of accounts of every ledger, as queries see it. */
package io.pacioli.projections.account;
