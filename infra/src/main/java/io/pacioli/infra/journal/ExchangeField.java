package io.pacioli.infra.journal;

import static io.pacioli.infra.journal.Fields.text;

import io.pacioli.domain.money.CurrencyCode;
import io.pacioli.domain.transaction.Exchange;
import io.pacioli.domain.transaction.ExchangeRate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** Which currency a transaction gives for which; left out where it exchanges none. */
final class ExchangeField {

    private static final String FIELD = "exchange";

    private ExchangeField() {}

    static void write(@Nullable Exchange exchange, JsonGenerator payload) {
        if (exchange != null) {
            payload.writeObjectPropertyStart(FIELD);
            payload.writeStringProperty("from", exchange.from().value());
            payload.writeStringProperty("to", exchange.to().value());
            payload.writeStringProperty("rate", exchange.rate().toString());
            payload.writeEndObject();
        }
    }

    static @Nullable Exchange read(JsonNode payload) {
        JsonNode exchange = payload.get(FIELD);
        return exchange == null
                ? null
                : new Exchange(
                        new CurrencyCode(text(exchange, "from")),
                        new CurrencyCode(text(exchange, "to")),
                        ExchangeRate.parse(text(exchange, "rate")));
    }
}
