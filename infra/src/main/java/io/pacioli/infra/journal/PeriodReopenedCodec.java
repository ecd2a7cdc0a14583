package io.pacioli.infra.journal;

import static io.pacioli.infra.journal.Fields.optionalText;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.ledger.PeriodReopened;
import io.pacioli.domain.ledger.Reason;
import io.pacioli.domain.transaction.TransactionId;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

final class PeriodReopenedCodec implements EventCodec<PeriodReopened> {

    private static final String REVERSALS = "reversals";

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
        if (!event.reversals().isEmpty()) {
            payload.writeArrayPropertyStart(REVERSALS);
            event.reversals().forEach(reversal -> payload.writeString(reversal.toString()));
            payload.writeEndArray();
        }
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
                payload.required("version").longValue(),
                reversals(payload.get(REVERSALS)));
    }

    private static List<TransactionId> reversals(@Nullable JsonNode ids) {
        return ids == null
                ? List.of()
                : ids.valueStream()
                        .map(id -> TransactionId.parse(id.stringValue()))
                        .toList();
    }
}
