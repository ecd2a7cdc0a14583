package io.pacioli.command.transaction;

import static io.pacioli.command.Commands.SHOP;
import static io.pacioli.command.Commands.credit;
import static io.pacioli.command.Commands.debit;
import static io.pacioli.command.Commands.expireHold;
import static io.pacioli.command.Commands.hold;
import static io.pacioli.command.Commands.openLedger;
import static io.pacioli.command.Commands.postHold;
import static io.pacioli.command.Commands.voidHold;
import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.command.Books;
import io.pacioli.domain.account.Account;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.BalanceAfter;
import io.pacioli.domain.account.Totals;
import io.pacioli.domain.decision.Decision;
import io.pacioli.domain.ledger.ChartPolicy;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.transaction.EffectiveAt;
import io.pacioli.domain.transaction.HoldEnded;
import io.pacioli.domain.transaction.HoldPosted;
import io.pacioli.domain.transaction.Posting;
import io.pacioli.domain.transaction.RequestedPosting;
import io.pacioli.domain.transaction.TransactionHeld;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Holds between few accounts, several to an account: what is true of them whatever the amounts and however they end. */
class HoldProperties {

    private static final Instant LATER = Books.DECIDED_AT.plusSeconds(60);
    private static final List<String> ACCOUNTS = List.of("assets:a", "liabilities:b", "income:c", "expenses:d");

    /** So much from one account to another. */
    record Transfer(int from, int to, long cents) {
        List<RequestedPosting> lines(long some) {
            String amount = new BigDecimal(BigInteger.valueOf(some), 2).toPlainString();
            return List.of(credit(ACCOUNTS.get(from), amount, "USD"), debit(ACCOUNTS.get(to), amount, "USD"));
        }
    }

    @Provide
    Arbitrary<List<Transfer>> transfers() {
        Arbitrary<Integer> accounts = Arbitraries.integers().between(0, ACCOUNTS.size() - 1);
        return Combinators.combine(accounts, accounts, Arbitraries.longs().between(1, 1_000_000))
                .as(Transfer::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    private static RequestedPosting[] lines(List<Transfer> transfers, int percent) {
        List<RequestedPosting> lines = new ArrayList<>();
        for (Transfer transfer : transfers) {
            lines.addAll(transfer.lines(Math.max(1, transfer.cents() * percent / 100)));
        }
        return lines.toArray(RequestedPosting[]::new);
    }

    private static Books booksWith(List<Transfer> held, List<Transfer> others) {
        return new Books()
                .given(
                        openLedger(ChartPolicy.OPEN),
                        hold(1, null, lines(others, 100)),
                        hold(2, LATER, lines(held, 100)));
    }

    /** What every account has posted and in reserve. */
    private static Map<String, List<Totals>> standing(Books books) {
        Map<String, List<Totals>> standing = new HashMap<>();
        for (String path : ACCOUNTS) {
            books.accounts().find(new AccountPath(path).streamIn(SHOP)).ifPresent(account -> {
                Map<Currency, Totals> posted = account.invoke(Account::totals);
                Map<Currency, Totals> pending = account.invoke(Account::pending);
                Currency usd = Currency.of("USD", 2);
                standing.put(
                        path, List.of(posted.getOrDefault(usd, Totals.ZERO), pending.getOrDefault(usd, Totals.ZERO)));
            });
        }
        return standing;
    }

    @Property(tries = 300)
    void giving_a_hold_up_leaves_every_account_as_if_it_had_never_been_placed(
            @ForAll("transfers") List<Transfer> held,
            @ForAll("transfers") List<Transfer> others,
            @ForAll boolean expires) {
        Books books = booksWith(held, others);
        Books without = new Books().given(openLedger(ChartPolicy.OPEN), hold(1, null, lines(others, 100)));

        assertThat(expires ? books.when(expireHold(2), LATER) : books.when(voidHold(2)))
                .isEqualTo(Decision.ACCEPTED);

        Map<String, List<Totals>> after = standing(books);
        standing(without)
                .forEach((path, totals) -> assertThat(after.remove(path)).isEqualTo(totals));
        assertThat(after.values()).allMatch(totals -> totals.stream().allMatch(Totals::isZero));
    }

    @Property(tries = 300)
    void a_hold_that_is_posted_in_whatever_part_leaves_nothing_of_itself_in_reserve(
            @ForAll("transfers") List<Transfer> held, @ForAll("transfers") List<Transfer> others, @ForAll int percent) {
        Books books = booksWith(held, others);
        int part = Math.floorMod(percent, 101);

        assertThat(books.when(postHold(2, EffectiveAt.NOW, lines(held, part)))).isEqualTo(Decision.ACCEPTED);

        assertThat(books.when(voidHold(1))).isEqualTo(Decision.ACCEPTED);
        assertThat(standing(books).values())
                .allSatisfy(totals -> assertThat(totals.getLast()).isEqualTo(Totals.ZERO));
    }

    /** However the parts are asked for, what is posted of a side of an account is no more than was held of it. */
    @Property(tries = 300)
    void no_posting_exceeds_its_hold(
            @ForAll("transfers") List<Transfer> held, @ForAll("transfers") List<Transfer> asked) {
        Books books = booksWith(held, held);
        TransactionHeld hold = held(held);

        Decision decision = books.when(postHold(2, EffectiveAt.NOW, lines(asked, 100)));

        Map<String, BigInteger> most = sums(hold.postings().lines());
        if (decision.equals(Decision.ACCEPTED)) {
            HoldPosted posted = (HoldPosted) books.facts().getLast();
            sums(posted.postings().lines())
                    .forEach((slot, sum) ->
                            assertThat(sum).isLessThanOrEqualTo(most.getOrDefault(slot, BigInteger.ZERO)));
        } else {
            assertThat(sums(held(asked).postings().lines()).entrySet())
                    .anyMatch(sum -> sum.getValue().compareTo(most.getOrDefault(sum.getKey(), BigInteger.ZERO)) > 0);
        }
    }

    /** What is available never depends on what holds may bring, and falls by no more than they may take. */
    @Property(tries = 300)
    void ending_a_hold_never_lowers_what_is_available(
            @ForAll("transfers") List<Transfer> held, @ForAll("transfers") List<Transfer> others, @ForAll int percent) {
        Books books = booksWith(held, others);
        TransactionHeld before = (TransactionHeld) lastOf(held, others);

        assertThat(books.when(postHold(2, EffectiveAt.NOW, lines(held, Math.floorMod(percent, 101)))))
                .isEqualTo(Decision.ACCEPTED);

        HoldEnded ended = (HoldEnded) books.facts().getLast();
        for (BalanceAfter after : ended.balances().all()) {
            BalanceAfter then = before.balances().of(after.account()).getFirst();
            assertThat(after.available()).isGreaterThanOrEqualTo(then.available());
            assertThat(after.balanceWithInflow()).isLessThanOrEqualTo(then.balanceWithInflow());
        }
    }

    private static Object lastOf(List<Transfer> held, List<Transfer> others) {
        Books books = new Books().given(openLedger(ChartPolicy.OPEN), hold(1, null, lines(others, 100)));
        books.when(hold(2, LATER, lines(held, 100)));
        return books.facts().getLast();
    }

    private static TransactionHeld held(List<Transfer> transfers) {
        Books books = new Books().given(openLedger(ChartPolicy.OPEN));
        books.when(hold(2, LATER, lines(transfers, 100)));
        return (TransactionHeld) books.facts().getLast();
    }

    private static Map<String, BigInteger> sums(List<Posting> lines) {
        Map<String, BigInteger> sums = new HashMap<>();
        lines.forEach(line ->
                sums.merge(line.account() + " " + line.direction(), line.money().minorUnits(), BigInteger::add));
        return sums;
    }
}
