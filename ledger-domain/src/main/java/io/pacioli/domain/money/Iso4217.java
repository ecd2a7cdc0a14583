package io.pacioli.domain.money;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Currency;
import java.util.Map;
import java.util.OptionalInt;

/** The decimal places of the currencies of ISO 4217, as the Java platform knows them. */
final class Iso4217 {

    private static final Map<String, Integer> SCALES = Currency.getAvailableCurrencies().stream()
            .filter(currency -> currency.getDefaultFractionDigits() >= 0)
            .collect(toUnmodifiableMap(Currency::getCurrencyCode, Currency::getDefaultFractionDigits));

    private Iso4217() {}

    static OptionalInt scaleOf(String code) {
        Integer scale = SCALES.get(code);
        return scale == null ? OptionalInt.empty() : OptionalInt.of(scale);
    }
}
