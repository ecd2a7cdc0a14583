package io.pacioli.domain.transaction;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Claim;
import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.message.StreamId;
import io.pacioli.domain.message.UniqueKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Put a transaction in reserve, to be posted or given up later.
 *
 * @param proposed the transaction as it is to be posted; no adjustment, which its posting may be
 * @param expiresAt from when on it can no longer be posted; what is finer than a microsecond is cut off; null for never
 */
public record HoldTransaction(
        PostTransaction proposed, @Nullable Instant expiresAt) implements TransactionCommand {

    public HoldTransaction {
        if (proposed.terms().adjustment()) {
            throw new IllegalArgumentException("an adjustment is made when something is posted, not before");
        }
        expiresAt = expiresAt == null ? null : expiresAt.truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public LedgerId ledger() {
        return proposed.ledger();
    }

    @Override
    public Identity identity() {
        return proposed.identity();
    }

    @Override
    public @Nullable Reference reference() {
        return proposed.reference();
    }

    @Override
    public @Nullable Description description() {
        return proposed.description();
    }

    @Override
    public EffectiveAt effectiveAt() {
        return proposed.effectiveAt();
    }

    @Override
    public Metadata metadata() {
        return proposed.metadata();
    }

    @Override
    public Terms terms() {
        return proposed.terms();
    }

    @Override
    public List<StreamId> streams() {
        return proposed.streams();
    }

    @Override
    public List<UniqueKey> uniqueKeys() {
        return proposed.uniqueKeys();
    }

    @Override
    public List<Claim> claims() {
        return proposed.claims();
    }

    @Override
    public int weight() {
        return proposed.weight();
    }
}
