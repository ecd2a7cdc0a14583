package io.pacioli.infra.journal;

import static io.pacioli.infra.journal.Fields.constant;
import static io.pacioli.infra.journal.Fields.optionalText;
import static io.pacioli.infra.journal.Fields.text;

import io.pacioli.domain.account.AccountName;
import io.pacioli.domain.account.AccountOpened;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.AccountType;
import io.pacioli.domain.ledger.LedgerId;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

final class AccountOpenedCodec implements EventCodec<AccountOpened> {

    @Override
    public Class<AccountOpened> event() {
        return AccountOpened.class;
    }

    @Override
    public String type() {
        return "account-opened";
    }

    @Override
    public void write(AccountOpened event, JsonGenerator payload) {
        payload.writeStringProperty("account", event.account().value());
        payload.writeStringProperty("type", event.type().word());
        CurrenciesField.write(event.currencies(), payload);
        if (!event.limits().isEmpty()) {
            LimitsField.write(event.limits(), payload);
        }
    }

    @Override
    public boolean hasErasable(AccountOpened event) {
        return event.name() != null || !event.metadata().isEmpty();
    }

    @Override
    public void writeErasable(AccountOpened event, JsonGenerator erasable) {
        if (event.name() != null) {
            erasable.writeStringProperty("name", event.name().value());
        }
        Fields.writeMetadata(event.metadata(), erasable);
    }

    @Override
    public AccountOpened read(LedgerId ledger, JsonNode payload, JsonNode erasable) {
        String name = optionalText(erasable, "name");
        return new AccountOpened(
                ledger,
                new AccountPath(text(payload, "account")),
                constant(AccountType.WORDS, payload, "type"),
                name == null ? null : new AccountName(name),
                Fields.readMetadata(erasable),
                CurrenciesField.read(payload),
                LimitsField.read(payload));
    }
}
