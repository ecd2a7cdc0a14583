package io.pacioli.domain.account;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.ledger.OpenLedger;
import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.money.RequestedCurrency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Open an account in a ledger's chart.
 *
 * @param currencies those in which it is to be kept, at most {@value OpenLedger#CURRENCIES_MAX}, each once; none for all of the ledger's
 * @param limits between what it is to be kept, at most {@value RequestedLimits#SIZE_MAX}, each currency once
 */
public record OpenAccount(
        LedgerId ledger,
        AccountPath account,
        AccountType type,
        @Nullable AccountName name,
        Metadata metadata,
        List<RequestedCurrency> currencies,
        List<RequestedLimits> limits)
        implements AccountCommand {

    /** An account without limits, in any currency. */
    public OpenAccount(
            LedgerId ledger, AccountPath account, AccountType type, @Nullable AccountName name, Metadata metadata) {
        this(ledger, account, type, name, metadata, List.of(), List.of());
    }

    public OpenAccount {
        currencies = List.copyOf(currencies);
        limits = List.copyOf(limits);
        if (currencies.size() > OpenLedger.CURRENCIES_MAX || limits.size() > RequestedLimits.SIZE_MAX) {
            throw new IllegalArgumentException("at most 1,000 currencies and 100 limits, not %d and %d"
                    .formatted(currencies.size(), limits.size()));
        }
    }
}
