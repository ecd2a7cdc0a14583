package io.pacioli.domain.account;

import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.transaction.Posting;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an account does not take although others would. Most accounts have none of it, and share {@link #NONE}.
 *
 * @param frozen the sides on which nothing is posted or held, or null
 * @param currencies those in which it is kept; all of the ledger's where there are none
 * @param limits between what it is kept, by currency
 */
public record Restrictions(
        boolean closed, @Nullable Frozen frozen, Set<Currency> currencies, Map<Currency, Limits> limits) {

    public static final Restrictions NONE = new Restrictions(false, null, Set.of(), Map.of());

    private static final Comparator<Currency> BY_CODE =
            Comparator.comparing(Currency::code).thenComparingInt(Currency::scale);

    /** Those of an account that is opened. */
    public static Restrictions of(Collection<Currency> currencies, Collection<Limits> limits) {
        return of(false, null, currencies, limits);
    }

    public static Restrictions of(
            boolean closed, @Nullable Frozen frozen, Collection<Currency> currencies, Collection<Limits> limits) {
        return !closed && frozen == null && currencies.isEmpty() && limits.isEmpty()
                ? NONE
                : new Restrictions(closed, frozen, new LinkedHashSet<>(currencies), byCurrency(limits));
    }

    private static Map<Currency, Limits> byCurrency(Collection<Limits> limits) {
        if (limits.isEmpty()) {
            return Map.of();
        }
        Map<Currency, Limits> byCurrency = new TreeMap<>(BY_CODE);
        limits.stream().filter(each -> !each.areNone()).forEach(each -> byCurrency.put(each.currency(), each));
        return byCurrency;
    }

    /** These restrictions with these limits and no others. */
    Restrictions with(Collection<Limits> all) {
        return of(closed, frozen, currencies, all);
    }

    Restrictions with(Frozen sides) {
        return of(closed, sides, currencies, limits.values());
    }

    Restrictions unfrozen() {
        return of(closed, null, currencies, limits.values());
    }

    Restrictions closed(boolean isClosed) {
        return of(isClosed, frozen, currencies, limits.values());
    }

    /** All limits once some currencies have others, by the codes of the currencies. */
    List<Limits> limitsAfter(Collection<Limits> others) {
        Map<Currency, Limits> after = new HashMap<>(limits);
        others.forEach(other -> after.put(other.currency(), other));
        return List.copyOf(byCurrency(after.values()).values());
    }

    /** All limits, by the codes of their currencies. */
    public List<Limits> allLimits() {
        return List.copyOf(limits.values());
    }

    /**
     * Why an account does not take these postings, whatever their amounts, or null.
     *
     * @param force whether they pass a freeze
     */
    @Nullable
    Rejection refusing(AccountPath account, List<Posting> postings, boolean force) {
        if (closed) {
            return new Rejection.AccountClosed(account);
        }
        Rejection frozenAgainst = force ? null : freezing(account, postings);
        if (frozenAgainst != null || currencies.isEmpty()) {
            return frozenAgainst;
        }
        for (Posting posting : postings) {
            if (!currencies.contains(posting.money().currency())) {
                return new Rejection.CurrencyNotAllowed(
                        account, posting.money().currency().code());
            }
        }
        return null;
    }

    /** That the account is frozen on the side of one of these postings, or null. */
    @Nullable
    Rejection freezing(AccountPath account, List<Posting> postings) {
        if (frozen == null) {
            return null;
        }
        for (Posting posting : postings) {
            if (frozen.covers(posting.direction())) {
                return new Rejection.AccountFrozen(account, frozen);
            }
        }
        return null;
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
