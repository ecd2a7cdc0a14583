package io.pacioli.domain.account;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Metadata;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An account was opened, by command or by the first posting to it. */
public record AccountOpened(
        LedgerId ledger,
        AccountPath account,
        AccountType type,
        @Nullable AccountName name,
        Metadata metadata,
        List<Limits> limits)
        implements AccountEvent {

    /** An account without limits. */
    public AccountOpened(
            LedgerId ledger, AccountPath account, AccountType type, @Nullable AccountName name, Metadata metadata) {
        this(ledger, account, type, name, metadata, List.of());
    }

    public AccountOpened {
        limits = List.copyOf(limits);
    }
}
