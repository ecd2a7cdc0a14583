/** Who did what: every event that touched a ledger, an account or a transaction, and the request behind it. */
package io.pacioli.query.history;
