package io.pacioli.command.account;

import io.pacioli.command.dispatch.AnsweredEvent;
import io.pacioli.command.form.MetadataField;
import io.pacioli.domain.account.AccountOpened;
import tools.jackson.core.JsonGenerator;

/** An account as answers show it when it has just been opened. */
public final class AccountJson {

    private AccountJson() {}

    public static void write(JsonGenerator json, AnsweredEvent answered, AccountOpened event) {
        json.writeStartObject();
        json.writeStringProperty("path", event.account().value());
        json.writeStringProperty("ledger", event.ledger().slug());
        json.writeStringProperty("type", event.type().word());
        if (event.name() != null) {
            json.writeStringProperty("name", event.name().value());
        }
        MetadataField.write(json, event.metadata());
        json.writeStringProperty("openedAt", answered.recordedAt().toString());
        json.writeStringProperty("status", "open");
        if (!event.currencies().isEmpty()) {
            json.writeArrayPropertyStart("currencies");
            event.currencies()
                    .forEach(currency -> json.writeString(currency.code().value()));
            json.writeEndArray();
        }
        LimitsJson.write(json, event.limits());
        json.writeNumberProperty("version", 1);
        json.writeArrayPropertyStart("balances");
        json.writeEndArray();
        json.writeEndObject();
    }
}
