package io.pacioli.query.report;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.money.Money;
import io.pacioli.projections.balance.BalanceSum;
import io.pacioli.projections.balance.Dimension;
import io.pacioli.query.request.KnownAt;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Sums of balances as answers show them. */
final class BalanceSumsJson {

    private BalanceSumsJson() {}

    static void write(
            JsonGenerator json,
            LedgerId ledger,
            @Nullable LocalDate asOf,
            @Nullable KnownAt knownAt,
            List<Dimension> dimensions,
            List<BalanceSum> sums) {
        json.writeStartObject();
        json.writeStringProperty("ledger", ledger.slug());
        if (asOf != null) {
            json.writeStringProperty("asOf", asOf.toString());
        }
        if (knownAt != null) {
            json.writeStringProperty("knownAt", knownAt.toString());
        }
        json.writeArrayPropertyStart("data");
        sums.forEach(sum -> write(json, dimensions, sum));
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, List<Dimension> dimensions, BalanceSum sum) {
        Currency currency = sum.currency();
        json.writeStartObject();
        for (int i = 0; i < dimensions.size(); i++) {
            String value = sum.group().get(i);
            if (!(dimensions.get(i) instanceof Dimension.Labelled)) {
                json.writeStringProperty(name(dimensions.get(i)), value);
            }
        }
        if (dimensions.stream().anyMatch(Dimension.Labelled.class::isInstance)) {
            json.writeObjectPropertyStart("metadata");
            for (int i = 0; i < dimensions.size(); i++) {
                String value = sum.group().get(i);
                if (dimensions.get(i) instanceof Dimension.Labelled(String key) && value != null) {
                    json.writeStringProperty(key, value);
                }
            }
            json.writeEndObject();
        }
        json.writeStringProperty("currency", currency.code().value());
        json.writeStringProperty("debits", Money.toDecimal(sum.debits(), currency));
        json.writeStringProperty("credits", Money.toDecimal(sum.credits(), currency));
        json.writeStringProperty("net", Money.toDecimal(sum.net(), currency));
        json.writeEndObject();
    }

    private static String name(Dimension dimension) {
        return switch (dimension) {
            case Dimension.Prefix _ -> "account";
            case Dimension.Type _ -> "type";
            case Dimension.Month _ -> "month";
            case Dimension.Labelled _ -> "metadata";
        };
    }
}
