/** Reports over a whole ledger. */
package io.pacioli.query.report;
