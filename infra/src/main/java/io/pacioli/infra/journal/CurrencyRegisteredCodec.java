package io.pacioli.infra.journal;

import static io.pacioli.infra.journal.Fields.text;

import io.pacioli.domain.ledger.CurrencyRegistered;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.money.Currency;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

final class CurrencyRegisteredCodec implements EventCodec<CurrencyRegistered> {

    private static final String VERSION = "version";

    @Override
    public Class<CurrencyRegistered> event() {
        return CurrencyRegistered.class;
    }

    @Override
    public String type() {
        return "currency-registered";
    }

    @Override
    public void write(CurrencyRegistered event, JsonGenerator payload) {
        write(event.currency(), payload);
        if (event.version() != null) {
            payload.writeNumberProperty(VERSION, event.version());
        }
    }

    static void write(Currency currency, JsonGenerator json) {
        json.writeStringProperty("code", currency.code().value());
        json.writeNumberProperty("scale", currency.scale());
    }

    @Override
    public CurrencyRegistered read(LedgerId ledger, JsonNode payload, JsonNode erasable) {
        JsonNode version = payload.get(VERSION);
        return new CurrencyRegistered(ledger, read(payload), version == null ? null : (Long) version.longValue());
    }

    static Currency read(JsonNode json) {
        return Currency.of(text(json, "code"), json.required("scale").intValue());
    }
}
