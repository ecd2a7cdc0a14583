package io.pacioli.infra.journal;

import static io.pacioli.infra.journal.Fields.text;

import io.pacioli.domain.account.AccountClosed;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.ledger.LedgerId;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

final class AccountClosedCodec implements EventCodec<AccountClosed> {

    @Override
    public Class<AccountClosed> event() {
        return AccountClosed.class;
    }

    @Override
    public String type() {
        return "account-closed";
    }

    @Override
    public void write(AccountClosed event, JsonGenerator payload) {
        payload.writeStringProperty("account", event.account().value());
        payload.writeNumberProperty("version", event.version());
    }

    @Override
    public AccountClosed read(LedgerId ledger, JsonNode payload, JsonNode erasable) {
        return new AccountClosed(
                ledger,
                new AccountPath(text(payload, "account")),
                payload.required("version").longValue());
    }
}
