package io.pacioli.infra.journal;

import static io.pacioli.infra.journal.Fields.constant;
import static io.pacioli.infra.journal.Fields.optionalText;
import static io.pacioli.infra.journal.Fields.text;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.money.CurrencyCode;
import io.pacioli.domain.money.Money;
import io.pacioli.domain.transaction.Description;
import io.pacioli.domain.transaction.Direction;
import io.pacioli.domain.transaction.Exchange;
import io.pacioli.domain.transaction.ExchangeRate;
import io.pacioli.domain.transaction.Posting;
import io.pacioli.domain.transaction.Postings;
import io.pacioli.domain.transaction.Reference;
import io.pacioli.domain.transaction.Reversal;
import io.pacioli.domain.transaction.TransactionId;
import io.pacioli.domain.transaction.TransactionPosted;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
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
        if (event.exchange() != null) {
            payload.writeObjectPropertyStart("exchange");
            payload.writeStringProperty("from", event.exchange().from().value());
            payload.writeStringProperty("to", event.exchange().to().value());
            payload.writeStringProperty("rate", event.exchange().rate().toString());
            payload.writeEndObject();
        }
        payload.writeStringProperty("effectiveAt", event.effectiveAt().toString());
        payload.writeStringProperty("effectiveDate", event.effectiveDate().toString());
        payload.writeArrayPropertyStart("postings");
        for (Posting posting : event.postings().lines()) {
            payload.writeStartObject();
            payload.writeStringProperty("account", posting.account().value());
            payload.writeStringProperty("direction", posting.direction().word());
            payload.writeStringProperty("amount", posting.money().toDecimal());
            payload.writeStringProperty(
                    "currency", posting.money().currency().code().value());
            payload.writeEndObject();
        }
        payload.writeEndArray();
        BalancesField.write(event.balances(), payload);
    }

    @Override
    public boolean hasErasable(TransactionPosted event) {
        return event.description() != null || !event.metadata().isEmpty();
    }

    @Override
    public void writeErasable(TransactionPosted event, JsonGenerator erasable) {
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
                postings(payload.required("postings")),
                BalancesField.read(payload),
                Fields.readMetadata(erasable),
                reversal(payload.get("reversal")),
                exchange(payload.get("exchange")));
    }

    private static @Nullable Exchange exchange(@Nullable JsonNode exchange) {
        return exchange == null
                ? null
                : new Exchange(
                        new CurrencyCode(text(exchange, "from")),
                        new CurrencyCode(text(exchange, "to")),
                        ExchangeRate.parse(text(exchange, "rate")));
    }

    private static @Nullable Reversal reversal(@Nullable JsonNode reversal) {
        return reversal == null
                ? null
                : new Reversal(
                        TransactionId.parse(text(reversal, "of")),
                        reversal.required("complete").booleanValue());
    }

    private static @Nullable Reference reference(JsonNode payload) {
        String reference = optionalText(payload, "reference");
        return reference == null ? null : new Reference(reference);
    }

    private static @Nullable Description description(JsonNode erasable) {
        String description = optionalText(erasable, "description");
        return description == null ? null : new Description(description);
    }

    private static Postings postings(JsonNode array) {
        List<Posting> postings = new ArrayList<>(array.size());
        for (JsonNode posting : array) {
            postings.add(new Posting(
                    new AccountPath(text(posting, "account")),
                    constant(Direction.WORDS, posting, "direction"),
                    Money.parse(text(posting, "amount"), new CurrencyCode(text(posting, "currency")))));
        }
        return new Postings(postings);
    }
}
