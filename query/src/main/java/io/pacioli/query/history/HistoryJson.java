package io.pacioli.query.history;

import io.pacioli.projections.journal.HistoryEntry;
import io.pacioli.projections.journal.JournalEntry;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** An event of a history as answers show it: its facts are those that are stored, byte for byte. */
final class HistoryJson {

    private HistoryJson() {}

    static void write(JsonGenerator json, HistoryEntry entry) {
        JournalEntry event = entry.event();
        json.writeStartObject();
        json.writeNumberProperty("version", entry.version());
        json.writeNumberProperty("journalNumber", event.journalNumber());
        json.writeNumberProperty("position", event.position());
        json.writeStringProperty("id", event.eventId().toString());
        json.writeStringProperty("type", event.type());
        json.writeNumberProperty("revision", event.revision());
        json.writeStringProperty("recordedAt", event.recordedAt().toString());
        writeIfAny(json, "actor", entry.actor());
        writeIfAny(json, "idempotencyKey", entry.idempotencyKey());
        writeIfAny(json, "traceId", entry.traceId());
        json.writeName("payload");
        json.writeRawValue(event.payload());
        if (event.erasable() != null) {
            json.writeName("erasable");
            json.writeRawValue(event.erasable());
        }
        json.writeStringProperty("hash", event.hash());
        json.writeEndObject();
    }

    private static void writeIfAny(JsonGenerator json, String name, @Nullable String value) {
        if (value != null) {
            json.writeStringProperty(name, value);
        }
    }
}
