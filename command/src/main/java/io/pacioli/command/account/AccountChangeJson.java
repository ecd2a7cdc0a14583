package io.pacioli.command.account;

import io.pacioli.command.dispatch.AnsweredEvent;
import io.pacioli.command.form.MetadataField;
import io.pacioli.domain.account.AccountChanged;
import io.pacioli.domain.account.AccountClosed;
import io.pacioli.domain.account.AccountFrozen;
import io.pacioli.domain.account.AccountLimitsChanged;
import io.pacioli.domain.account.AccountMetadataChanged;
import io.pacioli.domain.account.AccountRenamed;
import io.pacioli.domain.account.AccountReopened;
import io.pacioli.domain.account.AccountUnfrozen;
import io.pacioli.domain.account.Frozen;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** A change of an account as answers show it: what is so from then on of that which has changed. */
final class AccountChangeJson {

    private static final String STATUS = "status";

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
            case AccountFrozen frozen -> writeOpen(json, frozen.direction());
            case AccountUnfrozen _ -> writeOpen(json, null);
            case AccountClosed _ -> json.writeStringProperty(STATUS, "closed");
            case AccountReopened reopened -> writeOpen(json, reopened.frozen());
            case AccountRenamed renamed -> {
                if (renamed.name() == null) {
                    json.writeNullProperty("name");
                } else {
                    json.writeStringProperty("name", renamed.name().value());
                }
            }
            case AccountMetadataChanged changed -> MetadataField.write(json, changed.metadata());
        }
        json.writeNumberProperty("version", event.version());
        json.writeEndObject();
    }

    private static void writeOpen(JsonGenerator json, @Nullable Frozen frozen) {
        json.writeStringProperty(STATUS, frozen == null ? "open" : "frozen");
        if (frozen != null) {
            json.writeStringProperty("frozen", frozen.word());
        }
    }
}
