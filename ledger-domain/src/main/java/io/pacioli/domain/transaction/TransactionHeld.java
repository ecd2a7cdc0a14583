package io.pacioli.domain.transaction;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Metadata;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A transaction was put in reserve: nothing of it is posted, and what it would take from its accounts is no longer available.
 *
 * @param effectiveAt when it is to be effective by what is known now; its posting says anew when that was
 * @param expiresAt from when on it can no longer be posted, in whole microseconds; null for never
 * @param balances what each account it touches holds after it, and what of that is in reserve
 * @param exchange which currency it gives for which, or null where it exchanges none
 * @param marks what is out of the ordinary about its being put in reserve; what it is posted for is marked then
 */
public record TransactionHeld(
        LedgerId ledger,
        TransactionId transaction,
        @Nullable Reference reference,
        @Nullable Description description,
        Instant effectiveAt,
        LocalDate effectiveDate,
        @Nullable Instant expiresAt,
        Postings postings,
        Balances balances,
        Metadata metadata,
        @Nullable Exchange exchange,
        Marks marks)
        implements BeginningEvent {

    /** A hold with nothing out of the ordinary about it. */
    public TransactionHeld(
            LedgerId ledger,
            TransactionId transaction,
            @Nullable Reference reference,
            @Nullable Description description,
            Instant effectiveAt,
            LocalDate effectiveDate,
            @Nullable Instant expiresAt,
            Postings postings,
            Balances balances,
            Metadata metadata,
            @Nullable Exchange exchange) {
        this(
                ledger,
                transaction,
                reference,
                description,
                effectiveAt,
                effectiveDate,
                expiresAt,
                postings,
                balances,
                metadata,
                exchange,
                Marks.NONE);
    }
}
