package io.pacioli.domain.account;

import static io.pacioli.domain.transaction.Lines.EUR;
import static io.pacioli.domain.transaction.Lines.USD;
import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.domain.decision.Result;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.money.Money;
import io.pacioli.domain.transaction.Direction;
import io.pacioli.domain.transaction.Posting;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class AccountProperties {

    private static final AccountPath CASH = new AccountPath("assets:cash");

    @Property
    void posting_lines_together_comes_to_the_same_totals_as_posting_them_one_after_another(
            @ForAll("lines") @Size(min = 1, max = 30) List<Posting> lines, @ForAll @IntRange(max = 30) int cut) {
        int middle = Math.min(cut, lines.size());

        Map<Currency, Totals> together = after(after(Map.of(), lines), List.of());
        Map<Currency, Totals> inTwo =
                after(after(Map.of(), lines.subList(0, middle)), lines.subList(middle, lines.size()));

        assertThat(inTwo).isEqualTo(together);
    }

    @Property
    void debits_less_credits_is_what_was_posted(@ForAll("lines") @Size(min = 1, max = 30) List<Posting> lines) {
        Map<Currency, BigInteger> posted = new HashMap<>();
        for (Posting line : lines) {
            BigInteger amount = line.money().minorUnits();
            posted.merge(
                    line.money().currency(),
                    line.direction() == Direction.DEBIT ? amount : amount.negate(),
                    BigInteger::add);
        }

        after(Map.of(), lines)
                .forEach((currency, totals) ->
                        assertThat(totals.balance(Direction.DEBIT)).isEqualTo(posted.get(currency)));
    }

    /** Reserving and releasing in any order leaves what was there; posting what was held is posting it at once. */
    @Property
    void a_hold_comes_to_the_same_as_what_becomes_of_it(
            @ForAll("lines") @Size(min = 1, max = 10) List<Posting> held,
            @ForAll("lines") @Size(min = 1, max = 10) List<Posting> other) {
        Account before = account(Map.of(), Map.of());
        Account holding = after(before, agreed(before.balancesAfterReserving(held, false)));
        Account both = after(holding, agreed(holding.balancesAfterReserving(other, false)));

        Account released = after(both, both.balancesAfterReleasing(held));
        Account posted = after(holding, holding.balancesAfterPosting(held, held));

        assertThat(released.pending())
                .isEqualTo(after(before, agreed(before.balancesAfterReserving(other, false)))
                        .pending());
        assertThat(posted.pending()).isEmpty();
        assertThat(posted.totals())
                .isEqualTo(
                        after(before, agreed(before.balancesAfter(held, false))).totals());
    }

    private static List<BalanceAfter> agreed(Result<List<BalanceAfter>> result) {
        return ((Result.Agreed<List<BalanceAfter>>) result).value();
    }

    private static Account account(Map<Currency, Totals> totals, Map<Currency, Totals> pending) {
        return new Account(
                CASH.streamIn(LedgerId.of("household")),
                CASH,
                AccountType.ASSET,
                1,
                totals,
                pending,
                Restrictions.NONE,
                Metadata.NONE);
    }

    private static Account after(Account before, List<BalanceAfter> balances) {
        Map<Currency, Totals> totals = new HashMap<>(before.totals());
        Map<Currency, Totals> pending = new HashMap<>(before.pending());
        for (BalanceAfter balance : balances) {
            totals.put(balance.currency(), balance.totals());
            pending.put(balance.currency(), balance.pending());
        }
        totals.values().removeIf(Totals::isZero);
        pending.values().removeIf(Totals::isZero);
        return account(totals, pending);
    }

    private static Map<Currency, Totals> after(Map<Currency, Totals> before, List<Posting> lines) {
        Account account = account(before, Map.of());
        Map<Currency, Totals> after = new HashMap<>(before);
        if (account.balancesAfter(lines, false)
                instanceof Result.Agreed<List<BalanceAfter>>(List<BalanceAfter> balances)) {
            balances.forEach(balance -> after.put(balance.currency(), balance.totals()));
        }
        return after;
    }

    @Provide
    Arbitrary<List<Posting>> lines() {
        Arbitrary<BigInteger> amounts = Arbitraries.bigIntegers().between(BigInteger.ONE, BigInteger.TEN.pow(36));
        return Combinators.combine(Arbitraries.of(Direction.class), amounts, Arbitraries.of(USD, EUR))
                .as((direction, amount, currency) -> new Posting(CASH, direction, new Money(amount, currency)))
                .list();
    }
}
