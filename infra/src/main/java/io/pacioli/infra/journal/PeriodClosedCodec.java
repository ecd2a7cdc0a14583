package io.pacioli.infra.journal;

import static io.pacioli.infra.journal.Fields.optionalText;
import static io.pacioli.infra.journal.Fields.text;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.ledger.PeriodClosed;
import java.time.LocalDate;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

final class PeriodClosedCodec implements EventCodec<PeriodClosed> {

    private static final String CLOSING_ACCOUNT = "closingAccount";

    @Override
    public Class<PeriodClosed> event() {
        return PeriodClosed.class;
    }

    @Override
    public String type() {
        return "period-closed";
    }

    @Override
    public void write(PeriodClosed event, JsonGenerator payload) {
        payload.writeStringProperty("through", event.through().toString());
        payload.writeNumberProperty("version", event.version());
        if (event.closingAccount() != null) {
            payload.writeStringProperty(CLOSING_ACCOUNT, event.closingAccount().value());
        }
    }

    @Override
    public PeriodClosed read(LedgerId ledger, JsonNode payload, JsonNode erasable) {
        String closingAccount = optionalText(payload, CLOSING_ACCOUNT);
        return new PeriodClosed(
                ledger,
                LocalDate.parse(text(payload, "through")),
                payload.required("version").longValue(),
                closingAccount == null ? null : new AccountPath(closingAccount));
    }
}
