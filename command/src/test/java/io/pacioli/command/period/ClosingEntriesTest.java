package io.pacioli.command.period;

import static io.pacioli.command.Commands.SHOP;
import static io.pacioli.command.Commands.USD;
import static io.pacioli.command.Commands.adjustment;
import static io.pacioli.command.Commands.credit;
import static io.pacioli.command.Commands.debit;
import static io.pacioli.command.Commands.id;
import static io.pacioli.command.Commands.openAccount;
import static io.pacioli.command.Commands.openLedger;
import static io.pacioli.command.Commands.post;
import static io.pacioli.command.Commands.temporaryBalances;
import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.command.Books;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.AccountType;
import io.pacioli.domain.decision.Decision;
import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.decision.Result;
import io.pacioli.domain.ledger.ChartPolicy;
import io.pacioli.domain.ledger.ClosePeriod;
import io.pacioli.domain.ledger.ClosePeriodAtOnce;
import io.pacioli.domain.ledger.ClosingEntriesRecorded;
import io.pacioli.domain.ledger.PeriodClosed;
import io.pacioli.domain.ledger.PeriodReopened;
import io.pacioli.domain.ledger.Reason;
import io.pacioli.domain.ledger.ReopenPeriod;
import io.pacioli.domain.message.Command;
import io.pacioli.domain.message.Event;
import io.pacioli.domain.transaction.EffectiveAt;
import io.pacioli.domain.transaction.Identity;
import io.pacioli.domain.transaction.Marks;
import io.pacioli.domain.transaction.NetBalance;
import io.pacioli.domain.transaction.PostClosingEntries;
import io.pacioli.domain.transaction.PostTransaction;
import io.pacioli.domain.transaction.TransactionPosted;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A ledger in Tokyo, which sold for 100 and paid 30 of rent in December, and sold for 7 in January. */
class ClosingEntriesTest {

    private static final LocalDate YEAR_END = LocalDate.of(2025, 12, 31);
    private static final LocalDate JANUARY = LocalDate.of(2026, 1, 31);
    private static final AccountPath RETAINED = new AccountPath("equity:retained");
    private static final ClosePeriod CLOSING = new ClosePeriod(SHOP, YEAR_END, RETAINED);
    private static final Reason AUDIT = new Reason("Audit");

    private final List<Event> told = new ArrayList<>();
    private final Books books = new Books();

    {
        give(
                openLedger(ChartPolicy.OPEN),
                post(1, null, on(YEAR_END), debit("assets:cash", "100", "USD"), credit("income:sales", "100", "USD")),
                post(2, null, on(YEAR_END), debit("expenses:rent", "30", "USD"), credit("assets:cash", "30", "USD")),
                post(3, null, on(JANUARY), debit("assets:cash", "7", "USD"), credit("income:sales", "7", "USD")));
    }

    private static EffectiveAt on(LocalDate day) {
        return new EffectiveAt.On(day);
    }

    private void give(Command... commands) {
        for (Command command : commands) {
            assertThat(books.when(command)).isEqualTo(Decision.ACCEPTED);
        }
        told.addAll(books.facts());
        books.given();
    }

    private PostClosingEntries entries(ClosePeriod closing, long version, int id) {
        return new PostClosingEntries(
                SHOP,
                closing.through(),
                version,
                closing.closingAccount(),
                new Identity(id(id), true),
                temporaryBalances(told, SHOP, closing.through()));
    }

    private static List<String> lines(Event posted) {
        return ((TransactionPosted) posted)
                .postings().lines().stream()
                        .map(line -> "%s %s %s".formatted(line.direction().word(), line.account(), line.money()))
                        .toList();
    }

    @Test
    void income_and_expenses_come_to_zero_and_their_difference_to_equity_at_the_last_moment_of_the_day() {
        give(CLOSING);

        assertThat(books.when(entries(CLOSING, 2, 9))).isEqualTo(Decision.ACCEPTED);

        List<Event> facts = books.facts();
        TransactionPosted posted = (TransactionPosted) facts.get(facts.size() - 2);
        assertThat(lines(posted))
                .containsExactly(
                        "credit expenses:rent 30.00 USD",
                        "debit income:sales 100.00 USD",
                        "credit equity:retained 70.00 USD");
        assertThat(posted.effectiveAt()).isEqualTo(Instant.parse("2025-12-31T14:59:59.999999Z"));
        assertThat(posted.effectiveDate()).isEqualTo(YEAR_END);
        assertThat(posted.marks()).isEqualTo(Marks.closing(YEAR_END));
        assertThat(facts).last().isEqualTo(new ClosingEntriesRecorded(SHOP, YEAR_END, RETAINED, id(9), 3));
        told.addAll(facts);
        assertThat(temporaryBalances(told, SHOP, YEAR_END)).isEmpty();
        assertThat(temporaryBalances(told, SHOP, JANUARY)).hasSize(1);
    }

    @Test
    void the_next_closing_takes_what_has_come_since_an_adjustment_included() {
        give(CLOSING, entries(CLOSING, 2, 9));
        give(adjustment(
                post(4, null, on(YEAR_END), debit("expenses:rent", "2", "USD"), credit("assets:cash", "2", "USD"))));
        ClosePeriod next = new ClosePeriod(SHOP, JANUARY, RETAINED);
        give(next);

        give(entries(next, 4, 10));

        assertThat(lines(told.get(told.size() - 2)))
                .containsExactly(
                        "credit expenses:rent 2.00 USD",
                        "debit income:sales 7.00 USD",
                        "credit equity:retained 5.00 USD");
    }

    @Test
    void where_every_account_stands_at_zero_nothing_is_posted() {
        ClosePeriod early = new ClosePeriod(SHOP, YEAR_END.minusDays(1), RETAINED);
        give(early);

        assertThat(books.when(entries(early, 2, 9))).isEqualTo(Decision.ACCEPTED);

        assertThat(books.facts()).containsExactly(new ClosingEntriesRecorded(SHOP, early.through(), RETAINED, null, 3));
    }

    @Test
    void income_that_equals_expenses_needs_no_line_of_equity() {
        ClosePeriod closing = new ClosePeriod(SHOP, JANUARY, RETAINED);
        give(post(4, null, on(JANUARY), debit("expenses:rent", "77", "USD"), credit("assets:cash", "77", "USD")));
        give(closing);

        give(entries(closing, 2, 9));

        assertThat(lines(told.get(told.size() - 2)))
                .containsExactly("credit expenses:rent 107.00 USD", "debit income:sales 107.00 USD");
    }

    @Test
    void until_the_entries_are_recorded_nothing_reaches_the_period_and_no_other_is_closed() {
        give(CLOSING);
        PostTransaction late =
                post(4, null, on(YEAR_END), debit("assets:cash", "1", "USD"), credit("income:sales", "1", "USD"));

        assertThat(books.when(late)).isEqualTo(new Rejection.PeriodClosed(YEAR_END, YEAR_END));
        assertThat(books.when(adjustment(late))).isEqualTo(new Rejection.ClosingEntriesAwaited(YEAR_END));
        assertThat(books.when(new ClosePeriod(SHOP, JANUARY))).isEqualTo(new Rejection.ClosingEntriesAwaited(YEAR_END));
        assertThat(books.when(new ClosePeriod(SHOP, YEAR_END))).isEqualTo(new Rejection.PeriodClosedAlready(YEAR_END));

        give(entries(CLOSING, 2, 9));

        assertThat(books.when(adjustment(late))).isEqualTo(Decision.ACCEPTED);
    }

    @Test
    void entries_belong_to_one_closing_and_come_once() {
        give(CLOSING);
        PostClosingEntries entries = entries(CLOSING, 2, 9);
        Rejection overtaken = new Rejection.ClosingEntriesOvertaken(YEAR_END);

        give(new ReopenPeriod(SHOP, null, AUDIT));
        assertThat(books.when(entries)).isEqualTo(overtaken);
        give(CLOSING);
        assertThat(books.when(entries)).isEqualTo(overtaken);
        give(entries(CLOSING, 4, 10));
        assertThat(books.when(entries(CLOSING, 4, 11))).isEqualTo(overtaken);
    }

    @Test
    void reopening_takes_the_entries_of_the_days_that_are_open_again_back() {
        ClosePeriod next = new ClosePeriod(SHOP, JANUARY, RETAINED);
        give(CLOSING, entries(CLOSING, 2, 9));
        give(next);
        give(entries(next, 4, 10));
        int before = told.size();

        give(new ReopenPeriod(SHOP, YEAR_END, AUDIT));

        TransactionPosted reversal = (TransactionPosted) told.get(before);
        assertThat(reversal.reversal().of()).isEqualTo(id(10));
        assertThat(reversal.effectiveDate()).isEqualTo(JANUARY);
        assertThat(reversal.marks()).isEqualTo(Marks.closing(JANUARY));
        assertThat(told)
                .last()
                .isEqualTo(new PeriodReopened(SHOP, YEAR_END, AUDIT, 6, List.of(reversal.transaction())));
        assertThat(temporaryBalances(told, SHOP, YEAR_END)).isEmpty();
        assertThat(temporaryBalances(told, SHOP, JANUARY))
                .containsExactly(new NetBalance(new AccountPath("income:sales"), USD, BigInteger.valueOf(-700)));

        give(new ReopenPeriod(SHOP, null, AUDIT));

        assertThat(temporaryBalances(told, SHOP, YEAR_END)).hasSize(2);
        assertThat(((PeriodReopened) told.getLast()).reversals()).hasSize(1);
    }

    static Stream<Arguments> unfit() {
        return Stream.of(
                Arguments.of(
                        ChartPolicy.OPEN, "assets:cash", new Rejection.ClosingAccountNotEquity(path("assets:cash"))),
                Arguments.of(ChartPolicy.OPEN, "retained", new Rejection.ClosingAccountNotEquity(path("retained"))),
                Arguments.of(ChartPolicy.OPEN, "equity:new", null),
                Arguments.of(ChartPolicy.STRICT, "equity:new", new Rejection.ClosingAccountNotOpen(path("equity:new"))),
                Arguments.of(
                        ChartPolicy.STRICT, "assets:cash", new Rejection.ClosingAccountNotEquity(path("assets:cash"))),
                Arguments.of(ChartPolicy.STRICT, "capital", null));
    }

    private static AccountPath path(String path) {
        return new AccountPath(path);
    }

    @ParameterizedTest
    @MethodSource("unfit")
    void the_result_is_carried_to_an_equity_account(ChartPolicy chart, String account, Rejection expected) {
        Books other = new Books()
                .given(
                        openLedger(chart),
                        openAccount("assets:cash", AccountType.ASSET),
                        openAccount("capital", AccountType.EQUITY));
        ClosePeriod closing = new ClosePeriod(SHOP, YEAR_END, path(account));
        PostClosingEntries entries =
                new PostClosingEntries(SHOP, YEAR_END, 0, path(account), new Identity(id(9), true), List.of());

        assertThat(other.when(new ClosePeriodAtOnce(closing, entries)))
                .isEqualTo(expected == null ? Decision.ACCEPTED : expected);
    }

    /** The sums were taken while the books were open: this is for dry runs. */
    @Test
    void both_steps_can_be_decided_at_once() {
        assertThat(books.when(new ClosePeriodAtOnce(CLOSING, entries(CLOSING, 0, 9))))
                .isEqualTo(Decision.ACCEPTED);

        assertThat(books.facts()).first().isEqualTo(new PeriodClosed(SHOP, YEAR_END, 2, RETAINED));
        assertThat(books.facts()).last().isInstanceOf(ClosingEntriesRecorded.class);
    }

    @Test
    void one_transaction_has_to_do() {
        assertThat(manyBalances(999).postings().map(postings -> postings.lines().size()))
                .isEqualTo(Result.of(1_000));
        assertThat(manyBalances(1_000).postings()).isEqualTo(Result.refused(new Rejection.ClosingEntriesTooMany()));
    }

    private static PostClosingEntries manyBalances(int count) {
        return new PostClosingEntries(
                SHOP,
                YEAR_END,
                2,
                RETAINED,
                new Identity(id(9), true),
                IntStream.range(0, count)
                        .mapToObj(i -> new NetBalance(path("income:i" + i), USD, BigInteger.ONE))
                        .toList());
    }

    @Test
    void a_result_of_more_than_38_digits_does_not_fit() {
        BigInteger most = BigInteger.TEN.pow(38).subtract(BigInteger.ONE);
        PostClosingEntries entries = new PostClosingEntries(
                SHOP,
                YEAR_END,
                2,
                RETAINED,
                new Identity(id(9), true),
                List.of(new NetBalance(path("income:a"), USD, most), new NetBalance(path("income:b"), USD, most)));

        assertThat(entries.postings()).isEqualTo(Result.refused(new Rejection.BalanceTooLarge(RETAINED, USD.code())));
    }
}
