/** Accounts and what they hold, hot ones from memory. */
package io.pacioli.query.account;
