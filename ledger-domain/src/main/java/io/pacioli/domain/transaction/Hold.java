package io.pacioli.domain.transaction;

import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.decision.Result;
import io.pacioli.domain.money.Money;
import java.time.Instant;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction keeps in reserve, or kept until it ended.
 *
 * <p>From the moment at which it expires it cannot be posted or given up, whether or not its expiry has been recorded: what is
 * decided must not depend on how soon the ledger comes to record it.
 *
 * @param expiresAt null for never
 */
record Hold(
        TransactionId transaction, Postings lines, @Nullable Instant expiresAt, Stage stage) {

    enum Stage {
        OPEN,
        POSTED,
        VOIDED,
        EXPIRED
    }

    Hold ended(Stage how) {
        return new Hold(transaction, lines, expiresAt, how);
    }

    /** What is in reserve, or why it can be neither posted nor given up any more. */
    Result<Postings> open(Instant decidedAt) {
        Rejection ended = hasEnded();
        if (ended == null && isOverdue(decidedAt)) {
            ended = new Rejection.HoldExpired(transaction);
        }
        return ended == null ? Result.of(lines) : Result.refused(ended);
    }

    /** What is in reserve although its time has come, or why there is nothing that could expire. */
    Result<Postings> overdue(Instant decidedAt) {
        Rejection ended = hasEnded();
        if (ended == null && !isOverdue(decidedAt)) {
            ended = new Rejection.HoldNotDue(transaction);
        }
        return ended == null ? Result.of(lines) : Result.refused(ended);
    }

    private @Nullable Rejection hasEnded() {
        return switch (stage) {
            case OPEN -> null;
            case POSTED -> new Rejection.HoldPosted(transaction);
            case VOIDED -> new Rejection.HoldVoided(transaction);
            case EXPIRED -> new Rejection.HoldExpired(transaction);
        };
    }

    private boolean isOverdue(Instant decidedAt) {
        return expiresAt != null && !decidedAt.isBefore(expiresAt);
    }

    /** The part itself, or which of its lines ask for more than is held. */
    Result<Postings> part(Postings part) {
        SortedMap<Integer, Money> exceeding = new Remainder(lines).exceededBy(part.lines());
        return exceeding.isEmpty()
                ? Result.of(part)
                : Result.refused(new Rejection.PostingExceedsHold(transaction, exceeding));
    }
}
