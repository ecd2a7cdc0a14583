package io.pacioli.domain.account;

import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.money.Currency;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an account does not take although others would. Most accounts have none of it, and share {@link #NONE}.
 *
 * @param limits between what it is kept, by currency
 */
public record Restrictions(Map<Currency, Limits> limits) {

    public static final Restrictions NONE = new Restrictions(Map.of());

    private static final Comparator<Currency> BY_CODE =
            Comparator.comparing(Currency::code).thenComparingInt(Currency::scale);

    /** These limits, and nothing else. */
    public static Restrictions of(Collection<Limits> limits) {
        return NONE.with(limits);
    }

    /** Restrictions with these limits and no others. */
    Restrictions with(Collection<Limits> all) {
        Map<Currency, Limits> byCurrency = new TreeMap<>(BY_CODE);
        all.stream().filter(each -> !each.areNone()).forEach(each -> byCurrency.put(each.currency(), each));
        return byCurrency.isEmpty() ? NONE : new Restrictions(byCurrency);
    }

    /** These restrictions with other limits in some currencies. */
    Restrictions changed(Collection<Limits> others) {
        Map<Currency, Limits> after = new HashMap<>(limits);
        others.forEach(other -> after.put(other.currency(), other));
        return with(after.values());
    }

    /** All limits, by the codes of their currencies. */
    public List<Limits> allLimits() {
        return List.copyOf(limits.values());
    }

    /** The limit that an account would break with these balances, a minimum before any maximum, or null. */
    @Nullable
    Rejection brokenLimit(Account before, List<BalanceAfter> balances) {
        if (limits.isEmpty()) {
            return null;
        }
        Rejection above = null;
        for (BalanceAfter after : balances) {
            Currency currency = after.currency();
            Limits limit = limits.get(currency);
            if (limit == null) {
                continue;
            }
            if (limit.isBrokenBelow(before.available(currency), after.available())) {
                return new Rejection.BalanceBelowMinimum(before.path(), limit, after.available());
            }
            if (above == null && limit.isBrokenAbove(before.balanceWithInflow(currency), after.balanceWithInflow())) {
                above = new Rejection.BalanceAboveMaximum(before.path(), limit, after.balanceWithInflow());
            }
        }
        return above;
    }
}
