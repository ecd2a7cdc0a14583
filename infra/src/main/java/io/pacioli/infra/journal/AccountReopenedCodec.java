package io.pacioli.infra.journal;

import static io.pacioli.infra.journal.Fields.text;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.AccountReopened;
import io.pacioli.domain.account.Frozen;
import io.pacioli.domain.ledger.LedgerId;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

final class AccountReopenedCodec implements EventCodec<AccountReopened> {

    @Override
    public Class<AccountReopened> event() {
        return AccountReopened.class;
    }

    @Override
    public String type() {
        return "account-reopened";
    }

    @Override
    public void write(AccountReopened event, JsonGenerator payload) {
        payload.writeStringProperty("account", event.account().value());
        if (event.frozen() != null) {
            payload.writeStringProperty("frozen", event.frozen().word());
        }
        payload.writeNumberProperty("version", event.version());
    }

    @Override
    public AccountReopened read(LedgerId ledger, JsonNode payload, JsonNode erasable) {
        return new AccountReopened(
                ledger,
                new AccountPath(text(payload, "account")),
                payload.has("frozen") ? Fields.constant(Frozen.WORDS, payload, "frozen") : null,
                payload.required("version").longValue());
    }
}
