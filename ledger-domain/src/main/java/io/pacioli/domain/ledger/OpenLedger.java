package io.pacioli.domain.ledger;

import io.pacioli.domain.money.Currency;
import java.time.ZoneId;
import java.util.List;

/** Open a ledger. */
public record OpenLedger(
        LedgerId ledger, LedgerName name, ZoneId timeZone, ChartPolicy chart, List<Currency> currencies)
        implements LedgerCommand {

    /** How many currencies a ledger may have. */
    public static final int CURRENCIES_MAX = 1_000;

    public OpenLedger {
        currencies = List.copyOf(currencies);
        if (currencies.size() > CURRENCIES_MAX
                || currencies.stream().map(Currency::code).distinct().count() != currencies.size()) {
            throw new IllegalArgumentException("at most 1,000 currencies, each once");
        }
    }
}
