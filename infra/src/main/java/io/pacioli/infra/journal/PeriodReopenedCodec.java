package io.pacioli.infra.journal;

import static io.pacioli.infra.journal.Fields.optionalText;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.ledger.PeriodReopened;
import io.pacioli.domain.ledger.Reason;
import java.time.LocalDate;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

final class PeriodReopenedCodec implements EventCodec<PeriodReopened> {

    @Override
    public Class<PeriodReopened> event() {
        return PeriodReopened.class;
    }

    @Override
    public String type() {
        return "period-reopened";
    }

    @Override
    public void write(PeriodReopened event, JsonGenerator payload) {
        if (event.through() != null) {
            payload.writeStringProperty("through", event.through().toString());
        }
        payload.writeNumberProperty("version", event.version());
    }

    @Override
    public boolean hasErasable(PeriodReopened event) {
        return event.reason() != null;
    }

    @Override
    public void writeErasable(PeriodReopened event, JsonGenerator erasable) {
        if (event.reason() != null) {
            erasable.writeStringProperty("reason", event.reason().value());
        }
    }

    @Override
    public PeriodReopened read(LedgerId ledger, JsonNode payload, JsonNode erasable) {
        String through = optionalText(payload, "through");
        String reason = optionalText(erasable, "reason");
        return new PeriodReopened(
                ledger,
                through == null ? null : LocalDate.parse(through),
                reason == null ? null : new Reason(reason),
                payload.required("version").longValue());
    }
}
