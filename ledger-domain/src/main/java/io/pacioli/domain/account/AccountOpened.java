package io.pacioli.domain.account;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.money.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account was opened, by command or by the first posting to it.
 *
 * @param currencies those in which it is kept; none for all of the ledger's
 * @param limits between what it is kept, by the codes of their currencies
 */
public record AccountOpened(
        LedgerId ledger,
        AccountPath account,
        AccountType type,
        @Nullable AccountName name,
        Metadata metadata,
        List<Currency> currencies,
        List<Limits> limits)
        implements AccountEvent {

    /** An account without limits, in any currency. */
    public AccountOpened(
            LedgerId ledger, AccountPath account, AccountType type, @Nullable AccountName name, Metadata metadata) {
        this(ledger, account, type, name, metadata, List.of(), List.of());
    }

    public AccountOpened {
        currencies = List.copyOf(currencies);
        limits = List.copyOf(limits);
    }
}
