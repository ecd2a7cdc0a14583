/** Transactions, as they were recorded. */
package io.pacioli.query.transaction;
