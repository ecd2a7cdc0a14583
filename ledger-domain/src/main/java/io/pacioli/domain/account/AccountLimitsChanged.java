package io.pacioli.domain.account;

import io.pacioli.domain.ledger.LedgerId;
import java.util.List;

/**
 * An account has other limits than before.
 *
 * @param limits all that it has from here on, by the codes of their currencies
 */
public record AccountLimitsChanged(LedgerId ledger, AccountPath account, List<Limits> limits, long version)
        implements AccountChanged {

    public AccountLimitsChanged {
        limits = List.copyOf(limits);
    }
}
