/** What moved accounts in a period, between what they held before and after it: account statements and the general ledger. */
package io.pacioli.query.statement;
