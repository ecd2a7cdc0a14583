package io.pacioli.infra.journal;

import static io.pacioli.infra.journal.Fields.text;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.MetadataChange;
import io.pacioli.domain.transaction.TransactionId;
import io.pacioli.domain.transaction.TransactionMetadataChanged;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** Keys and values may name a person alike, so that all but the transaction's id can be erased. */
final class TransactionMetadataChangedCodec implements EventCodec<TransactionMetadataChanged> {

    @Override
    public Class<TransactionMetadataChanged> event() {
        return TransactionMetadataChanged.class;
    }

    @Override
    public String type() {
        return "transaction-metadata-changed";
    }

    @Override
    public void write(TransactionMetadataChanged event, JsonGenerator payload) {
        payload.writeStringProperty("transaction", event.transaction().toString());
    }

    @Override
    public boolean hasErasable(TransactionMetadataChanged event) {
        return true;
    }

    @Override
    public void writeErasable(TransactionMetadataChanged event, JsonGenerator erasable) {
        Fields.writeMetadataChange(event.change(), erasable);
        Fields.writeMetadata(event.metadata(), erasable);
    }

    @Override
    public TransactionMetadataChanged read(LedgerId ledger, JsonNode payload, JsonNode erasable) {
        MetadataChange change = Fields.readMetadataChange(erasable);
        return new TransactionMetadataChanged(
                ledger, TransactionId.parse(text(payload, "transaction")), change, Fields.readMetadata(erasable));
    }
}
