package io.pacioli.infra.journal;

import static io.pacioli.infra.journal.Fields.optionalText;
import static io.pacioli.infra.journal.Fields.text;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.transaction.BeginningEvent;
import io.pacioli.domain.transaction.Description;
import io.pacioli.domain.transaction.Reference;
import io.pacioli.domain.transaction.Reversal;
import io.pacioli.domain.transaction.TransactionId;
import io.pacioli.domain.transaction.TransactionPosted;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** Amounts stand in major units with all the decimal places of their currency, so that a line can be read without looking anything up. */
final class TransactionPostedCodec implements EventCodec<TransactionPosted> {

    @Override
    public Class<TransactionPosted> event() {
        return TransactionPosted.class;
    }

    @Override
    public String type() {
        return "transaction-posted";
    }

    @Override
    public void write(TransactionPosted event, JsonGenerator payload) {
        payload.writeStringProperty("transaction", event.transaction().toString());
        if (event.reference() != null) {
            payload.writeStringProperty("reference", event.reference().value());
        }
        if (event.reversal() != null) {
            payload.writeObjectPropertyStart("reversal");
            payload.writeStringProperty("of", event.reversal().of().toString());
            payload.writeBooleanProperty("complete", event.reversal().complete());
            payload.writeEndObject();
        }
        ExchangeField.write(event.exchange(), payload);
        MarksField.write(event.marks(), payload);
        payload.writeStringProperty("effectiveAt", event.effectiveAt().toString());
        payload.writeStringProperty("effectiveDate", event.effectiveDate().toString());
        PostingsField.write(event.postings(), payload);
        BalancesField.write(event.balances(), payload);
    }

    @Override
    public boolean hasErasable(TransactionPosted event) {
        return hasErasableText(event);
    }

    static boolean hasErasableText(BeginningEvent event) {
        return event.description() != null || !event.metadata().isEmpty();
    }

    @Override
    public void writeErasable(TransactionPosted event, JsonGenerator erasable) {
        writeErasableText(event, erasable);
    }

    static void writeErasableText(BeginningEvent event, JsonGenerator erasable) {
        if (event.description() != null) {
            erasable.writeStringProperty("description", event.description().value());
        }
        Fields.writeMetadata(event.metadata(), erasable);
    }

    @Override
    public TransactionPosted read(LedgerId ledger, JsonNode payload, JsonNode erasable) {
        return new TransactionPosted(
                ledger,
                TransactionId.parse(text(payload, "transaction")),
                reference(payload),
                description(erasable),
                Instant.parse(text(payload, "effectiveAt")),
                LocalDate.parse(text(payload, "effectiveDate")),
                PostingsField.read(payload),
                BalancesField.read(payload),
                Fields.readMetadata(erasable),
                reversal(payload.get("reversal")),
                ExchangeField.read(payload),
                MarksField.read(payload));
    }

    private static @Nullable Reversal reversal(@Nullable JsonNode reversal) {
        return reversal == null
                ? null
                : new Reversal(
                        TransactionId.parse(text(reversal, "of")),
                        reversal.required("complete").booleanValue());
    }

    static @Nullable Reference reference(JsonNode payload) {
        String reference = optionalText(payload, "reference");
        return reference == null ? null : new Reference(reference);
    }

    static @Nullable Description description(JsonNode erasable) {
        String description = optionalText(erasable, "description");
        return description == null ? null : new Description(description);
    }
}
