package io.pacioli.domain.transaction;

import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.message.UniqueKey;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A transaction came into a ledger: it was posted at once, or is held until it is posted or given up. */
public sealed interface BeginningEvent extends TransactionFact permits TransactionPosted, TransactionHeld {

    @Nullable
    Reference reference();

    @Nullable
    Description description();

    Instant effectiveAt();

    /** The day of {@link #effectiveAt()} in the ledger's time zone as it was then. */
    LocalDate effectiveDate();

    Postings postings();

    Metadata metadata();

    /** Which currency it gives for which, or null where it exchanges none. */
    @Nullable
    Exchange exchange();

    /** What is out of the ordinary about it. */
    Marks marks();

    @Override
    default List<UniqueKey> uniqueKeys() {
        Reference reference = reference();
        return reference == null ? List.of() : List.of(reference.keyIn(ledger()));
    }
}
