package io.pacioli.domain.ledger;

import io.pacioli.domain.money.Currency;
import org.jspecify.annotations.Nullable;

/** Let a ledger count in one more currency. */
public record RegisterCurrency(
        LedgerId ledger, Currency currency, @Nullable Long expectedVersion) implements LedgerCommand {

    /** Whatever has happened to the ledger before. */
    public RegisterCurrency(LedgerId ledger, Currency currency) {
        this(ledger, currency, null);
    }
}
