package io.pacioli.command.ledger;

import io.pacioli.command.dispatch.AnsweredEvent;
import io.pacioli.domain.ledger.LedgerOpened;
import io.pacioli.domain.money.Currency;
import tools.jackson.core.JsonGenerator;

/** Ledgers and currencies as answers show them. */
final class LedgerJson {

    private LedgerJson() {}

    static void write(JsonGenerator json, AnsweredEvent answered, LedgerOpened event) {
        json.writeStartObject();
        json.writeStringProperty("id", event.ledger().slug());
        json.writeStringProperty("name", event.name().value());
        json.writeStringProperty("timeZone", event.timeZone().getId());
        json.writeStringProperty("chart", event.chart().word());
        json.writeArrayPropertyStart("currencies");
        event.currencies().forEach(currency -> write(json, currency));
        json.writeEndArray();
        json.writeStringProperty("openedAt", answered.recordedAt().toString());
        json.writeNumberProperty("version", 1);
        json.writeEndObject();
    }

    static void write(JsonGenerator json, Currency currency) {
        json.writeStartObject();
        json.writeStringProperty("code", currency.code().value());
        json.writeNumberProperty("scale", currency.scale());
        json.writeEndObject();
    }
}
