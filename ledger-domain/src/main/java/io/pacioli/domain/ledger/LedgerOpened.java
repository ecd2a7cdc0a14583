package io.pacioli.domain.ledger;

import io.pacioli.domain.money.Currency;
import java.time.ZoneId;
import java.util.List;

/** A ledger was opened. */
public record LedgerOpened(
        LedgerId ledger, LedgerName name, ZoneId timeZone, ChartPolicy chart, List<Currency> currencies)
        implements LedgerEvent {

    public LedgerOpened {
        currencies = List.copyOf(currencies);
    }
}
