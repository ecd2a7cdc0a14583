package io.pacioli.query.ledger;

import io.pacioli.domain.ledger.PeriodClosed;
import io.pacioli.domain.ledger.PeriodEvent;
import io.pacioli.domain.ledger.PeriodReopened;
import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.projections.journal.AttributedEvent;
import tools.jackson.core.JsonGenerator;

/** The closing or the reopening of a period as lists show it: as it was answered, and who was behind it. */
final class PeriodJson {

    private PeriodJson() {}

    static void write(JsonGenerator json, AttributedEvent attributed) {
        RecordedEvent recorded = attributed.recorded();
        PeriodEvent event = (PeriodEvent) recorded.event();
        json.writeStartObject();
        json.writeStringProperty("ledger", event.ledger().slug());
        json.writeNumberProperty("journalNumber", recorded.journalNumber());
        json.writeNumberProperty("position", recorded.position());
        json.writeStringProperty(
                "type",
                switch (event) {
                    case PeriodClosed _ -> "closing";
                    case PeriodReopened _ -> "reopening";
                });
        if (event.through() != null) {
            json.writeStringProperty("through", event.through().toString());
        }
        if (event instanceof PeriodReopened reopened && reopened.reason() != null) {
            json.writeStringProperty("reason", reopened.reason().value());
        }
        json.writeStringProperty("recordedAt", recorded.recordedAt().toString());
        json.writeNumberProperty("ledgerVersion", event.version());
        if (attributed.actor() != null) {
            json.writeStringProperty("actor", attributed.actor());
        }
        json.writeEndObject();
    }
}
