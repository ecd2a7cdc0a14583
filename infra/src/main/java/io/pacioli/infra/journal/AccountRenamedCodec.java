package io.pacioli.infra.journal;

import static io.pacioli.infra.journal.Fields.optionalText;
import static io.pacioli.infra.journal.Fields.text;

import io.pacioli.domain.account.AccountName;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.AccountRenamed;
import io.pacioli.domain.ledger.LedgerId;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

final class AccountRenamedCodec implements EventCodec<AccountRenamed> {

    @Override
    public Class<AccountRenamed> event() {
        return AccountRenamed.class;
    }

    @Override
    public String type() {
        return "account-renamed";
    }

    @Override
    public void write(AccountRenamed event, JsonGenerator payload) {
        payload.writeStringProperty("account", event.account().value());
        payload.writeNumberProperty("version", event.version());
    }

    @Override
    public boolean hasErasable(AccountRenamed event) {
        return event.name() != null;
    }

    @Override
    public void writeErasable(AccountRenamed event, JsonGenerator erasable) {
        if (event.name() != null) {
            erasable.writeStringProperty("name", event.name().value());
        }
    }

    @Override
    public AccountRenamed read(LedgerId ledger, JsonNode payload, JsonNode erasable) {
        String name = optionalText(erasable, "name");
        return new AccountRenamed(
                ledger,
                new AccountPath(text(payload, "account")),
                name == null ? null : new AccountName(name),
                payload.required("version").longValue());
    }
}
