package io.pacioli.infra.journal;

import static io.pacioli.infra.journal.Fields.constant;
import static io.pacioli.infra.journal.Fields.text;

import io.pacioli.domain.ledger.ChartPolicy;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.ledger.LedgerName;
import io.pacioli.domain.ledger.LedgerOpened;
import io.pacioli.domain.money.Currency;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

final class LedgerOpenedCodec implements EventCodec<LedgerOpened> {

    @Override
    public Class<LedgerOpened> event() {
        return LedgerOpened.class;
    }

    @Override
    public String type() {
        return "ledger-opened";
    }

    @Override
    public void write(LedgerOpened event, JsonGenerator payload) {
        payload.writeStringProperty("name", event.name().value());
        payload.writeStringProperty("timeZone", event.timeZone().getId());
        payload.writeStringProperty("chart", event.chart().word());
        payload.writeArrayPropertyStart("currencies");
        for (Currency currency : event.currencies()) {
            payload.writeStartObject();
            CurrencyRegisteredCodec.write(currency, payload);
            payload.writeEndObject();
        }
        payload.writeEndArray();
    }

    @Override
    public LedgerOpened read(LedgerId ledger, JsonNode payload, JsonNode erasable) {
        List<Currency> currencies = new ArrayList<>();
        for (JsonNode currency : payload.required("currencies")) {
            currencies.add(CurrencyRegisteredCodec.read(currency));
        }
        return new LedgerOpened(
                ledger,
                new LedgerName(text(payload, "name")),
                ZoneId.of(text(payload, "timeZone")),
                constant(ChartPolicy.WORDS, payload, "chart"),
                currencies);
    }
}
