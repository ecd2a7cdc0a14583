package io.pacioli.infra.journal;

import static io.pacioli.infra.journal.Fields.optionalText;
import static io.pacioli.infra.journal.Fields.text;

import io.pacioli.domain.account.Limits;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.money.CurrencyCode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** The limits of an account: amounts in major units, with all of the currency's decimal places, which so tell its scale. */
final class LimitsField {

    private static final String FIELD = "limits";
    private static final String MINIMUM = "minimum";
    private static final String MAXIMUM = "maximum";

    private LimitsField() {}

    static void write(List<Limits> limits, JsonGenerator json) {
        json.writeArrayPropertyStart(FIELD);
        for (Limits each : limits) {
            json.writeStartObject();
            json.writeStringProperty("currency", each.currency().code().value());
            if (each.minimum() != null) {
                json.writeStringProperty(MINIMUM, each.minimumDecimal());
            }
            if (each.maximum() != null) {
                json.writeStringProperty(MAXIMUM, each.maximumDecimal());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** None where the field is not there. */
    static List<Limits> read(JsonNode json) {
        JsonNode array = json.get(FIELD);
        if (array == null) {
            return List.of();
        }
        List<Limits> limits = new ArrayList<>(array.size());
        for (JsonNode each : array) {
            limits.add(limits(each));
        }
        return limits;
    }

    private static Limits limits(JsonNode json) {
        CurrencyCode code = new CurrencyCode(text(json, "currency"));
        String minimum = optionalText(json, MINIMUM);
        String maximum = optionalText(json, MAXIMUM);
        if (minimum == null && maximum == null) {
            throw new IllegalArgumentException("limits without a limit");
        }
        Currency currency = new Currency(code, new BigDecimal(minimum == null ? maximum : minimum).scale());
        return new Limits(currency, minorUnits(minimum, currency), minorUnits(maximum, currency));
    }

    private static @Nullable BigInteger minorUnits(@Nullable String decimal, Currency currency) {
        if (decimal == null) {
            return null;
        }
        BigDecimal amount = new BigDecimal(decimal);
        if (amount.scale() != currency.scale()) {
            throw new IllegalArgumentException("limits of one currency with different decimal places");
        }
        return amount.unscaledValue();
    }
}
