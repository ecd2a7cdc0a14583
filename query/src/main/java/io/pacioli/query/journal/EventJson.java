package io.pacioli.query.journal;

import io.pacioli.projections.journal.JournalEntry;
import tools.jackson.core.JsonGenerator;

/** An event as answers show it: its documents are those that are stored, byte for byte. */
final class EventJson {

    private EventJson() {}

    static void write(JsonGenerator json, JournalEntry entry) {
        json.writeStartObject();
        json.writeNumberProperty("journalNumber", entry.journalNumber());
        json.writeNumberProperty("position", entry.position());
        json.writeStringProperty("id", entry.eventId().toString());
        json.writeStringProperty("type", entry.type());
        json.writeNumberProperty("revision", entry.revision());
        json.writeStringProperty("recordedAt", entry.recordedAt().toString());
        json.writeName("payload");
        json.writeRawValue(entry.payload());
        if (entry.erasable() != null) {
            json.writeName("erasable");
            json.writeRawValue(entry.erasable());
        }
        json.writeName("metadata");
        json.writeRawValue(entry.metadata());
        json.writeStringProperty("hash", entry.hash());
        json.writeEndObject();
    }
}
