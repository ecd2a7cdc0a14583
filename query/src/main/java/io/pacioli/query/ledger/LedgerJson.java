package io.pacioli.query.ledger;

import io.pacioli.projections.ledger.LedgerRow;
import io.pacioli.projections.ledger.ParkedIn;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** A ledger as answers show it. */
final class LedgerJson {

    private LedgerJson() {}

    static void write(JsonGenerator json, LedgerRow ledger, List<ParkedIn> parked) {
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
        if (!parked.isEmpty()) {
            json.writeArrayPropertyStart("parked");
            parked.forEach(each -> {
                json.writeStartObject();
                json.writeStringProperty("projection", each.projection().id());
                json.writeStringProperty("since", each.since().toString());
                json.writeEndObject();
            });
            json.writeEndArray();
        }
        json.writeEndObject();
    }
}
