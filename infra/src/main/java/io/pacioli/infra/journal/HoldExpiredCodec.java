package io.pacioli.infra.journal;

import static io.pacioli.infra.journal.Fields.text;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.transaction.HoldExpired;
import io.pacioli.domain.transaction.TransactionId;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

final class HoldExpiredCodec implements EventCodec<HoldExpired> {

    @Override
    public Class<HoldExpired> event() {
        return HoldExpired.class;
    }

    @Override
    public String type() {
        return "hold-expired";
    }

    @Override
    public void write(HoldExpired event, JsonGenerator payload) {
        payload.writeStringProperty("transaction", event.transaction().toString());
        BalancesField.write(event.balances(), payload);
    }

    @Override
    public HoldExpired read(LedgerId ledger, JsonNode payload, JsonNode erasable) {
        return new HoldExpired(ledger, TransactionId.parse(text(payload, "transaction")), BalancesField.read(payload));
    }
}
