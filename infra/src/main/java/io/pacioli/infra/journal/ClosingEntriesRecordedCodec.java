package io.pacioli.infra.journal;

import static io.pacioli.infra.journal.Fields.optionalText;
import static io.pacioli.infra.journal.Fields.text;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.ledger.ClosingEntriesRecorded;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.transaction.TransactionId;
import java.time.LocalDate;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

final class ClosingEntriesRecordedCodec implements EventCodec<ClosingEntriesRecorded> {

    @Override
    public Class<ClosingEntriesRecorded> event() {
        return ClosingEntriesRecorded.class;
    }

    @Override
    public String type() {
        return "closing-entries-recorded";
    }

    @Override
    public void write(ClosingEntriesRecorded event, JsonGenerator payload) {
        payload.writeStringProperty("through", event.through().toString());
        payload.writeStringProperty("account", event.account().value());
        if (event.transaction() != null) {
            payload.writeStringProperty("transaction", event.transaction().toString());
        }
        payload.writeNumberProperty("version", event.version());
    }

    @Override
    public ClosingEntriesRecorded read(LedgerId ledger, JsonNode payload, JsonNode erasable) {
        String transaction = optionalText(payload, "transaction");
        return new ClosingEntriesRecorded(
                ledger,
                LocalDate.parse(text(payload, "through")),
                new AccountPath(text(payload, "account")),
                transaction == null ? null : TransactionId.parse(transaction),
                payload.required("version").longValue());
    }
}
