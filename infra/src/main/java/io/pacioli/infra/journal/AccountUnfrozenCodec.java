package io.pacioli.infra.journal;

import static io.pacioli.infra.journal.Fields.text;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.AccountUnfrozen;
import io.pacioli.domain.ledger.LedgerId;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

final class AccountUnfrozenCodec implements EventCodec<AccountUnfrozen> {

    @Override
    public Class<AccountUnfrozen> event() {
        return AccountUnfrozen.class;
    }

    @Override
    public String type() {
        return "account-unfrozen";
    }

    @Override
    public void write(AccountUnfrozen event, JsonGenerator payload) {
        payload.writeStringProperty("account", event.account().value());
        payload.writeNumberProperty("version", event.version());
    }

    @Override
    public AccountUnfrozen read(LedgerId ledger, JsonNode payload, JsonNode erasable) {
        return new AccountUnfrozen(
                ledger,
                new AccountPath(text(payload, "account")),
                payload.required("version").longValue());
    }
}
