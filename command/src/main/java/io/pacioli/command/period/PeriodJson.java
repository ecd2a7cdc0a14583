package io.pacioli.command.period;

import io.pacioli.command.dispatch.AnsweredEvent;
import io.pacioli.domain.ledger.PeriodClosed;
import io.pacioli.domain.ledger.PeriodEvent;
import io.pacioli.domain.ledger.PeriodReopened;
import tools.jackson.core.JsonGenerator;

/** The closing or the reopening of a period as answers show it. */
final class PeriodJson {

    private PeriodJson() {}

    static void write(JsonGenerator json, AnsweredEvent answered, PeriodEvent event) {
        json.writeStartObject();
        json.writeStringProperty("ledger", event.ledger().slug());
        if (answered.place() != null) {
            json.writeNumberProperty("journalNumber", answered.place().journalNumber());
            json.writeNumberProperty("position", answered.place().position());
        }
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
        json.writeStringProperty("recordedAt", answered.recordedAt().toString());
        json.writeNumberProperty("ledgerVersion", event.version());
        json.writeEndObject();
    }
}
