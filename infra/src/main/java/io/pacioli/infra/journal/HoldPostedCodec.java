package io.pacioli.infra.journal;

import static io.pacioli.infra.journal.Fields.text;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.transaction.HoldPosted;
import io.pacioli.domain.transaction.TransactionId;
import java.time.Instant;
import java.time.LocalDate;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

final class HoldPostedCodec implements EventCodec<HoldPosted> {

    @Override
    public Class<HoldPosted> event() {
        return HoldPosted.class;
    }

    @Override
    public String type() {
        return "hold-posted";
    }

    @Override
    public void write(HoldPosted event, JsonGenerator payload) {
        payload.writeStringProperty("transaction", event.transaction().toString());
        MarksField.write(event.marks(), payload);
        payload.writeStringProperty("effectiveAt", event.effectiveAt().toString());
        payload.writeStringProperty("effectiveDate", event.effectiveDate().toString());
        PostingsField.write(event.postings(), payload);
        BalancesField.write(event.balances(), payload);
    }

    @Override
    public HoldPosted read(LedgerId ledger, JsonNode payload, JsonNode erasable) {
        return new HoldPosted(
                ledger,
                TransactionId.parse(text(payload, "transaction")),
                Instant.parse(text(payload, "effectiveAt")),
                LocalDate.parse(text(payload, "effectiveDate")),
                PostingsField.read(payload),
                BalancesField.read(payload),
                MarksField.read(payload));
    }
}
