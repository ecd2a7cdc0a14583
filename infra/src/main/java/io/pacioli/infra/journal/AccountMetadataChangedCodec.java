package io.pacioli.infra.journal;

import static io.pacioli.infra.journal.Fields.text;

import io.pacioli.domain.account.AccountMetadataChanged;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.ledger.LedgerId;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** Keys and values may name a person alike, so that all but the account's path can be erased. */
final class AccountMetadataChangedCodec implements EventCodec<AccountMetadataChanged> {

    @Override
    public Class<AccountMetadataChanged> event() {
        return AccountMetadataChanged.class;
    }

    @Override
    public String type() {
        return "account-metadata-changed";
    }

    @Override
    public void write(AccountMetadataChanged event, JsonGenerator payload) {
        payload.writeStringProperty("account", event.account().value());
        payload.writeNumberProperty("version", event.version());
    }

    @Override
    public boolean hasErasable(AccountMetadataChanged event) {
        return true;
    }

    @Override
    public void writeErasable(AccountMetadataChanged event, JsonGenerator erasable) {
        Fields.writeMetadataChange(event.change(), erasable);
        Fields.writeMetadata(event.metadata(), erasable);
    }

    @Override
    public AccountMetadataChanged read(LedgerId ledger, JsonNode payload, JsonNode erasable) {
        return new AccountMetadataChanged(
                ledger,
                new AccountPath(text(payload, "account")),
                Fields.readMetadataChange(erasable),
                Fields.readMetadata(erasable),
                payload.required("version").longValue());
    }
}
