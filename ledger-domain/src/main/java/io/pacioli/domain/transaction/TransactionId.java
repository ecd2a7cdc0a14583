package io.pacioli.domain.transaction;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.StreamId;
import java.util.UUID;

/** The name of a transaction within its ledger, chosen by the client or by us. */
public record TransactionId(UUID value) {

    public static TransactionId parse(String text) {
        return new TransactionId(UUID.fromString(text));
    }

    public StreamId streamIn(LedgerId ledger) {
        return StreamId.of("transaction", ledger.tenant().name(), ledger.slug(), value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
