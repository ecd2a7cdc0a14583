package io.pacioli.domain.account;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Metadata;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Open an account in a ledger's chart.
 *
 * @param limits between what it is to be kept, at most {@value RequestedLimits#SIZE_MAX}, each currency once
 */
public record OpenAccount(
        LedgerId ledger,
        AccountPath account,
        AccountType type,
        @Nullable AccountName name,
        Metadata metadata,
        List<RequestedLimits> limits)
        implements AccountCommand {

    /** An account without limits. */
    public OpenAccount(
            LedgerId ledger, AccountPath account, AccountType type, @Nullable AccountName name, Metadata metadata) {
        this(ledger, account, type, name, metadata, List.of());
    }

    public OpenAccount {
        limits = List.copyOf(limits);
        if (limits.size() > RequestedLimits.SIZE_MAX) {
            throw new IllegalArgumentException("at most 100 limits, not " + limits.size());
        }
    }
}
