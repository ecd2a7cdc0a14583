package io.pacioli.query.ledger;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.ledger.ClosingEntriesRecorded;
import io.pacioli.domain.ledger.PeriodClosed;
import io.pacioli.domain.ledger.PeriodEvent;
import io.pacioli.domain.ledger.PeriodReopened;
import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.domain.transaction.TransactionId;
import io.pacioli.projections.journal.AttributedEvent;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** The closing or the reopening of a period as lists show it: as it was answered, and who was behind it. */
final class PeriodJson {

    private PeriodJson() {}

    /** @param entries what recorded the closing entries, or null where nothing has */
    static void write(JsonGenerator json, AttributedEvent attributed, @Nullable AttributedEvent entries) {
        ClosingEntriesRecorded recordedEntries = entries == null
                ? null
                : (ClosingEntriesRecorded) entries.recorded().event();
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
        json.writeNumberProperty(
                "ledgerVersion", recordedEntries == null ? event.version() : recordedEntries.version());
        switch (event) {
            case PeriodClosed closed
            when closed.closingAccount() != null -> write(json, closed.closingAccount(), recordedEntries);
            case PeriodReopened reopened
            when !reopened.reversals().isEmpty() -> {
                json.writeArrayPropertyStart("reversals");
                for (TransactionId reversal : reopened.reversals()) {
                    json.writeStartObject();
                    json.writeStringProperty("transaction", reversal.toString());
                    json.writeEndObject();
                }
                json.writeEndArray();
            }
            default -> {}
        }
        if (attributed.actor() != null) {
            json.writeStringProperty("actor", attributed.actor());
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, AccountPath account, @Nullable ClosingEntriesRecorded entries) {
        json.writeObjectPropertyStart("closingEntries");
        json.writeStringProperty("account", account.value());
        if (entries == null) {
            json.writeStringProperty("status", "awaited");
        } else if (entries.transaction() == null) {
            json.writeStringProperty("status", "none");
        } else {
            json.writeStringProperty("status", "posted");
            json.writeStringProperty("transaction", entries.transaction().toString());
        }
        json.writeEndObject();
    }
}
