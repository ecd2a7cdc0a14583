package io.pacioli.projections.entry;

import io.pacioli.domain.money.Currency;
import java.math.BigDecimal;
import java.util.List;

/** The decimal places of all currencies of a ledger. */
public record Scales(List<Currency> currencies) {

    String[] codes() {
        return currencies.stream().map(currency -> currency.code().value()).toArray(String[]::new);
    }

    /** What an amount in major units is in each currency; with decimal places left over where it has more than the currency. */
    String[] minorUnits(BigDecimal amount) {
        return currencies.stream()
                .map(currency -> amount.scaleByPowerOfTen(currency.scale()).toPlainString())
                .toArray(String[]::new);
    }
}
