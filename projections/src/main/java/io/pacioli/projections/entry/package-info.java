/** The lines of transactions by account, each with the account's totals after it. */
package io.pacioli.projections.entry;
