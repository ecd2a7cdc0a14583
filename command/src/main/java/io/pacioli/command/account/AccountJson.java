package io.pacioli.command.account;

import io.pacioli.command.form.MetadataField;
import io.pacioli.domain.account.AccountOpened;
import io.pacioli.domain.message.RecordedEvent;
import tools.jackson.core.JsonGenerator;

/** An account as answers show it when it has just been opened. */
final class AccountJson {

    private AccountJson() {}

    static void write(JsonGenerator json, RecordedEvent recorded, AccountOpened event) {
        json.writeStartObject();
        json.writeStringProperty("path", event.account().value());
        json.writeStringProperty("ledger", event.ledger().slug());
        json.writeStringProperty("type", event.type().word());
        if (event.name() != null) {
            json.writeStringProperty("name", event.name().value());
        }
        MetadataField.write(json, event.metadata());
        json.writeStringProperty("openedAt", recorded.recordedAt().toString());
        json.writeArrayPropertyStart("balances");
        json.writeEndArray();
        json.writeEndObject();
    }
}
