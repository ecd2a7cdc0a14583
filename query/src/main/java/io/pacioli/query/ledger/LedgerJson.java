package io.pacioli.query.ledger;

import io.pacioli.projections.ledger.LedgerRow;
import tools.jackson.core.JsonGenerator;

/** A ledger as answers show it. */
final class LedgerJson {

    private LedgerJson() {}

    static void write(JsonGenerator json, LedgerRow ledger) {
        json.writeStartObject();
        json.writeStringProperty("id", ledger.ledger().slug());
        json.writeStringProperty("name", ledger.name());
        json.writeStringProperty("timeZone", ledger.timeZone());
        json.writeStringProperty("chart", ledger.chart());
        json.writeArrayPropertyStart("currencies");
        ledger.currencies().forEach(currency -> {
            json.writeStartObject();
            json.writeStringProperty("code", currency.code().value());
            json.writeNumberProperty("scale", currency.scale());
            json.writeEndObject();
        });
        json.writeEndArray();
        if (ledger.closedThrough() != null) {
            json.writeStringProperty("closedThrough", ledger.closedThrough().toString());
        }
        json.writeStringProperty("openedAt", ledger.openedAt().toString());
        json.writeNumberProperty("version", ledger.version());
        json.writeEndObject();
    }
}
