package io.pacioli.infra.journal;

import static io.pacioli.infra.journal.Fields.text;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.transaction.HoldVoided;
import io.pacioli.domain.transaction.TransactionId;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

final class HoldVoidedCodec implements EventCodec<HoldVoided> {

    @Override
    public Class<HoldVoided> event() {
        return HoldVoided.class;
    }

    @Override
    public String type() {
        return "hold-voided";
    }

    @Override
    public void write(HoldVoided event, JsonGenerator payload) {
        payload.writeStringProperty("transaction", event.transaction().toString());
        BalancesField.write(event.balances(), payload);
    }

    @Override
    public HoldVoided read(LedgerId ledger, JsonNode payload, JsonNode erasable) {
        return new HoldVoided(ledger, TransactionId.parse(text(payload, "transaction")), BalancesField.read(payload));
    }
}
