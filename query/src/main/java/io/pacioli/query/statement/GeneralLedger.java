package io.pacioli.query.statement;

/**
 * A page of a general ledger.
 *
 * @param knownAt the last position that counts
 * @param position up to where the books were read
 */
record GeneralLedger(Lateness lateness, LedgerPages.Found page, long knownAt, long position) {}
