package io.pacioli.query.report;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.money.Money;
import io.pacioli.query.request.KnownAt;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** A trial balance as answers show it. */
final class TrialBalanceJson {

    private TrialBalanceJson() {}

    static void write(
            JsonGenerator json,
            LedgerId ledger,
            @Nullable LocalDate asOf,
            @Nullable KnownAt knownAt,
            TrialBalance balance) {
        json.writeStartObject();
        json.writeStringProperty("ledger", ledger.slug());
        if (asOf != null) {
            json.writeStringProperty("asOf", asOf.toString());
        }
        if (knownAt != null) {
            json.writeStringProperty("knownAt", knownAt.toString());
        }
        json.writeArrayPropertyStart("data");
        balance.lines().forEach(line -> write(json, line));
        json.writeEndArray();
        json.writeArrayPropertyStart("totals");
        balance.totals().forEach((currency, total) -> {
            String decimal = Money.toDecimal(total, currency);
            json.writeStartObject();
            json.writeStringProperty("currency", currency.code().value());
            json.writeStringProperty("debit", decimal);
            json.writeStringProperty("credit", decimal);
            json.writeEndObject();
        });
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, TrialBalance.Line line) {
        Currency currency = line.row().currency();
        json.writeStartObject();
        json.writeStringProperty("account", line.row().account().value());
        json.writeStringProperty("type", line.row().type().word());
        json.writeStringProperty("currency", currency.code().value());
        json.writeStringProperty("debit", Money.toDecimal(line.debit(), currency));
        json.writeStringProperty("credit", Money.toDecimal(line.credit(), currency));
        json.writeEndObject();
    }
}
