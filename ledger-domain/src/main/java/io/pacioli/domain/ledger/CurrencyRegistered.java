package io.pacioli.domain.ledger;

import io.pacioli.domain.money.Currency;
import org.jspecify.annotations.Nullable;

/**
 * A ledger counts in one more currency from here on.
 *
 * @param version how many events the ledger itself has seen, this one included; null in events from before they said so
 */
public record CurrencyRegistered(
        LedgerId ledger, Currency currency, @Nullable Long version) implements LedgerEvent {

    /** An event that does not say its version. */
    public CurrencyRegistered(LedgerId ledger, Currency currency) {
        this(ledger, currency, null);
    }
}
