package io.pacioli.domain.account;

import io.pacioli.domain.ledger.LedgerId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Give an account other limits in some currencies; those in others stay.
 *
 * @param limits in place of whatever there is in their currencies, 1 to {@value RequestedLimits#SIZE_MAX}, each currency once
 */
public record ChangeAccountLimits(
        LedgerId ledger,
        AccountPath account,
        List<RequestedLimits> limits,
        @Nullable Long expectedVersion) implements AccountCommand {

    public ChangeAccountLimits {
        limits = List.copyOf(limits);
        if (limits.isEmpty() || limits.size() > RequestedLimits.SIZE_MAX) {
            throw new IllegalArgumentException("1 to 100 limits, not " + limits.size());
        }
    }
}
