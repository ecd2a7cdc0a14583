package io.pacioli.infra.journal;

import static io.pacioli.infra.journal.Fields.optionalText;
import static io.pacioli.infra.journal.Fields.text;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.transaction.TransactionHeld;
import io.pacioli.domain.transaction.TransactionId;
import java.time.Instant;
import java.time.LocalDate;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** As a transaction that is posted, with the moment from which on it no longer can be, where there is one. */
final class TransactionHeldCodec implements EventCodec<TransactionHeld> {

    private static final String EXPIRES_AT = "expiresAt";

    @Override
    public Class<TransactionHeld> event() {
        return TransactionHeld.class;
    }

    @Override
    public String type() {
        return "transaction-held";
    }

    @Override
    public void write(TransactionHeld event, JsonGenerator payload) {
        payload.writeStringProperty("transaction", event.transaction().toString());
        if (event.reference() != null) {
            payload.writeStringProperty("reference", event.reference().value());
        }
        ExchangeField.write(event.exchange(), payload);
        MarksField.write(event.marks(), payload);
        payload.writeStringProperty("effectiveAt", event.effectiveAt().toString());
        payload.writeStringProperty("effectiveDate", event.effectiveDate().toString());
        if (event.expiresAt() != null) {
            payload.writeStringProperty(EXPIRES_AT, event.expiresAt().toString());
        }
        PostingsField.write(event.postings(), payload);
        BalancesField.write(event.balances(), payload);
    }

    @Override
    public boolean hasErasable(TransactionHeld event) {
        return TransactionPostedCodec.hasErasableText(event);
    }

    @Override
    public void writeErasable(TransactionHeld event, JsonGenerator erasable) {
        TransactionPostedCodec.writeErasableText(event, erasable);
    }

    @Override
    public TransactionHeld read(LedgerId ledger, JsonNode payload, JsonNode erasable) {
        String expiresAt = optionalText(payload, EXPIRES_AT);
        return new TransactionHeld(
                ledger,
                TransactionId.parse(text(payload, "transaction")),
                TransactionPostedCodec.reference(payload),
                TransactionPostedCodec.description(erasable),
                Instant.parse(text(payload, "effectiveAt")),
                LocalDate.parse(text(payload, "effectiveDate")),
                expiresAt == null ? null : Instant.parse(expiresAt),
                PostingsField.read(payload),
                BalancesField.read(payload),
                Fields.readMetadata(erasable),
                ExchangeField.read(payload),
                MarksField.read(payload));
    }
}
