package io.pacioli.infra.journal;

import static io.pacioli.infra.journal.Fields.text;

import io.pacioli.domain.account.AccountLimitsChanged;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.ledger.LedgerId;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

final class AccountLimitsChangedCodec implements EventCodec<AccountLimitsChanged> {

    @Override
    public Class<AccountLimitsChanged> event() {
        return AccountLimitsChanged.class;
    }

    @Override
    public String type() {
        return "account-limits-changed";
    }

    @Override
    public void write(AccountLimitsChanged event, JsonGenerator payload) {
        payload.writeStringProperty("account", event.account().value());
        LimitsField.write(event.limits(), payload);
        payload.writeNumberProperty("version", event.version());
    }

    @Override
    public AccountLimitsChanged read(LedgerId ledger, JsonNode payload, JsonNode erasable) {
        return new AccountLimitsChanged(
                ledger,
                new AccountPath(text(payload, "account")),
                LimitsField.read(payload),
                payload.required("version").longValue());
    }
}
