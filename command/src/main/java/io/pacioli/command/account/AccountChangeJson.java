package io.pacioli.command.account;

import io.pacioli.command.dispatch.AnsweredEvent;
import io.pacioli.domain.account.AccountChanged;
import io.pacioli.domain.account.AccountLimitsChanged;
import tools.jackson.core.JsonGenerator;

/** A change of an account as answers show it: what is so from then on of that which has changed. */
final class AccountChangeJson {

    private AccountChangeJson() {}

    static void write(JsonGenerator json, AnsweredEvent answered, AccountChanged event) {
        json.writeStartObject();
        json.writeStringProperty("path", event.account().value());
        json.writeStringProperty("ledger", event.ledger().slug());
        if (answered.place() != null) {
            json.writeNumberProperty("journalNumber", answered.place().journalNumber());
            json.writeNumberProperty("position", answered.place().position());
        }
        json.writeStringProperty("recordedAt", answered.recordedAt().toString());
        switch (event) {
            case AccountLimitsChanged changed -> LimitsJson.write(json, changed.limits());
        }
        json.writeNumberProperty("version", event.version());
        json.writeEndObject();
    }
}
