package io.pacioli.infra.journal;

import io.pacioli.domain.money.Currency;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** The currencies in which an account is kept; left out where it is kept in all of the ledger's. */
final class CurrenciesField {

    private static final String FIELD = "currencies";

    private CurrenciesField() {}

    static void write(Collection<Currency> currencies, JsonGenerator json) {
        if (currencies.isEmpty()) {
            return;
        }
        json.writeArrayPropertyStart(FIELD);
        for (Currency currency : currencies) {
            json.writeStartObject();
            CurrencyRegisteredCodec.write(currency, json);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static List<Currency> read(JsonNode json) {
        JsonNode array = json.get(FIELD);
        if (array == null) {
            return List.of();
        }
        List<Currency> currencies = new ArrayList<>(array.size());
        array.forEach(currency -> currencies.add(CurrencyRegisteredCodec.read(currency)));
        return currencies;
    }
}
