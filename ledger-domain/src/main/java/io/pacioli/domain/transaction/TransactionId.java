package io.pacioli.domain.transaction;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.StreamId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The name of a transaction within its ledger, chosen by the client or by us. */
public final class TransactionId {

    private final UUID value;

    /** Remembered, because deciding on a transaction asks for it several times and it costs a SHA-256. */
    private @Nullable TransactionStream stream;

    private record TransactionStream(LedgerId ledger, StreamId id) {}

    public TransactionId(UUID value) {
        this.value = value;
    }

    public UUID value() {
        return value;
    }

    public static TransactionId parse(String text) {
        return new TransactionId(UUID.fromString(text));
    }

    public StreamId streamIn(LedgerId ledger) {
        TransactionStream known = stream;
        if (known == null || !known.ledger().equals(ledger)) {
            known = new TransactionStream(
                    ledger, StreamId.of("transaction", ledger.tenant().name(), ledger.slug(), value));
            stream = known;
        }
        return known.id();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TransactionId that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
