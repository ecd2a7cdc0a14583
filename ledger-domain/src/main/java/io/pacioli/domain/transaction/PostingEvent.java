package io.pacioli.domain.transaction;

import java.time.Instant;
import java.time.LocalDate;

/** Lines of a transaction were posted to accounts. */
public sealed interface PostingEvent extends TransactionFact permits TransactionPosted, HoldPosted {

    Instant effectiveAt();

    /** The day of {@link #effectiveAt()} in the ledger's time zone as it was then. */
    LocalDate effectiveDate();

    Postings postings();

    /** What is out of the ordinary about it. */
    Marks marks();
}
