package io.pacioli.infra.journal;

import static io.pacioli.infra.journal.Fields.text;

import io.pacioli.domain.account.AccountFrozen;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.Frozen;
import io.pacioli.domain.ledger.LedgerId;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

final class AccountFrozenCodec implements EventCodec<AccountFrozen> {

    @Override
    public Class<AccountFrozen> event() {
        return AccountFrozen.class;
    }

    @Override
    public String type() {
        return "account-frozen";
    }

    @Override
    public void write(AccountFrozen event, JsonGenerator payload) {
        payload.writeStringProperty("account", event.account().value());
        payload.writeStringProperty("direction", event.direction().word());
        payload.writeNumberProperty("version", event.version());
    }

    @Override
    public AccountFrozen read(LedgerId ledger, JsonNode payload, JsonNode erasable) {
        return new AccountFrozen(
                ledger,
                new AccountPath(text(payload, "account")),
                Fields.constant(Frozen.WORDS, payload, "direction"),
                payload.required("version").longValue());
    }
}
