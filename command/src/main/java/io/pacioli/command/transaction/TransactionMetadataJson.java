package io.pacioli.command.transaction;

import io.pacioli.command.dispatch.AnsweredEvent;
import io.pacioli.command.form.MetadataField;
import io.pacioli.domain.transaction.TransactionMetadataChanged;
import tools.jackson.core.JsonGenerator;

/** What the metadata of a transaction have become as answers show it. */
public final class TransactionMetadataJson {

    private TransactionMetadataJson() {}

    public static void write(JsonGenerator json, AnsweredEvent answered, TransactionMetadataChanged event) {
        json.writeStartObject();
        json.writeStringProperty("transaction", event.transaction().toString());
        json.writeStringProperty("ledger", event.ledger().slug());
        TransactionJson.write(json, answered.place());
        json.writeStringProperty("recordedAt", answered.recordedAt().toString());
        MetadataField.write(json, event.metadata());
        json.writeEndObject();
    }
}
