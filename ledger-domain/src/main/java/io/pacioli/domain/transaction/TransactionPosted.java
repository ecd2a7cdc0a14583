package io.pacioli.domain.transaction;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Metadata;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A transaction was posted, and this is what came of it: a fact about every account that it touches too.
 *
 * @param effectiveDate the day of {@code effectiveAt} in the ledger's time zone as it was then: a later change of the zone's
 *     rules must not move a posting
 * @param balances what each account it touches holds after it
 * @param reversal what it takes back, or null where it takes nothing back
 * @param exchange which currency it gives for which, or null where it exchanges none
 * @param marks what is out of the ordinary about it
 */
public record TransactionPosted(
        LedgerId ledger,
        TransactionId transaction,
        @Nullable Reference reference,
        @Nullable Description description,
        Instant effectiveAt,
        LocalDate effectiveDate,
        Postings postings,
        Balances balances,
        Metadata metadata,
        @Nullable Reversal reversal,
        @Nullable Exchange exchange,
        Marks marks)
        implements BeginningEvent, PostingEvent {

    /** A transaction that exchanges nothing and has no marks. */
    public TransactionPosted(
            LedgerId ledger,
            TransactionId transaction,
            @Nullable Reference reference,
            @Nullable Description description,
            Instant effectiveAt,
            LocalDate effectiveDate,
            Postings postings,
            Balances balances,
            Metadata metadata,
            @Nullable Reversal reversal) {
        this(
                ledger,
                transaction,
                reference,
                description,
                effectiveAt,
                effectiveDate,
                postings,
                balances,
                metadata,
                reversal,
                null,
                Marks.NONE);
    }

    /** A transaction that takes nothing back and exchanges nothing. */
    public TransactionPosted(
            LedgerId ledger,
            TransactionId transaction,
            @Nullable Reference reference,
            @Nullable Description description,
            Instant effectiveAt,
            LocalDate effectiveDate,
            Postings postings,
            Balances balances,
            Metadata metadata) {
        this(
                ledger,
                transaction,
                reference,
                description,
                effectiveAt,
                effectiveDate,
                postings,
                balances,
                metadata,
                null);
    }
}
