package io.pacioli.command.transaction;

import static io.pacioli.command.Commands.SHOP;
import static io.pacioli.command.Commands.USD;
import static io.pacioli.command.Commands.balance;
import static io.pacioli.command.Commands.credit;
import static io.pacioli.command.Commands.debit;
import static io.pacioli.command.Commands.expireHold;
import static io.pacioli.command.Commands.hold;
import static io.pacioli.command.Commands.id;
import static io.pacioli.command.Commands.on;
import static io.pacioli.command.Commands.openLedger;
import static io.pacioli.command.Commands.post;
import static io.pacioli.command.Commands.postHold;
import static io.pacioli.command.Commands.reverse;
import static io.pacioli.command.Commands.voidHold;
import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.command.Books;
import io.pacioli.domain.account.BalanceAfter;
import io.pacioli.domain.decision.Decision;
import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.ledger.ChartPolicy;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Command;
import io.pacioli.domain.money.Money;
import io.pacioli.domain.transaction.EffectiveAt;
import io.pacioli.domain.transaction.ExpireHold;
import io.pacioli.domain.transaction.HoldEnded;
import io.pacioli.domain.transaction.HoldExpired;
import io.pacioli.domain.transaction.HoldPosted;
import io.pacioli.domain.transaction.HoldTransaction;
import io.pacioli.domain.transaction.HoldVoided;
import io.pacioli.domain.transaction.PostHold;
import io.pacioli.domain.transaction.RequestedPosting;
import io.pacioli.domain.transaction.Reversal;
import io.pacioli.domain.transaction.Terms;
import io.pacioli.domain.transaction.TransactionHeld;
import io.pacioli.domain.transaction.TransactionPosted;
import io.pacioli.domain.transaction.VoidHold;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HoldsTest {

    private static final Instant NOW = Books.DECIDED_AT;
    private static final Instant LATER = NOW.plusSeconds(60);
    private static final EffectiveAt LONG_AGO = new EffectiveAt.On(LocalDate.of(1899, 12, 31));
    private static final RequestedPosting OUT = credit("assets:till", "5.00", "USD");
    private static final RequestedPosting IN = debit("expenses:rent", "5.00", "USD");
    private static final RequestedPosting TOO_FINE = credit("assets:till", "1.001", "USD");
    private static final RequestedPosting UNKNOWN = credit("assets:till", "1.001", "CHF");
    private static final RequestedPosting TOO_MUCH = credit("assets:till", "6.00", "USD");
    private static final RequestedPosting TOO_MUCH_TOO = debit("expenses:rent", "6.00", "USD");

    /** Holds 1, without an end, and 2, with one; 3 that was posted, 4 voided, 5 expired; and 6, which never was a hold. */
    private static Books shop() {
        Books books = new Books()
                .given(
                        openLedger(ChartPolicy.OPEN),
                        post(
                                6,
                                "taken",
                                EffectiveAt.NOW,
                                credit("equity:owner", "9.00", "USD"),
                                debit("assets:till", "9.00", "USD")),
                        hold(5, NOW.plusSeconds(1), OUT, IN));
        assertThat(books.when(expireHold(5), NOW.plusSeconds(1))).isEqualTo(Decision.ACCEPTED);
        return books.given(
                hold(1, null, OUT, IN),
                hold(2, LATER, OUT, IN),
                hold(3, LATER, OUT, IN),
                postHold(3, EffectiveAt.NOW),
                hold(4, LATER, OUT, IN),
                voidHold(4));
    }

    private static List<String> after(HoldEnded event) {
        return event.balances().all().stream().map(HoldsTest::words).toList();
    }

    private static String words(BalanceAfter balance) {
        return "%s %s reserved %s %s available %s"
                .formatted(
                        balance.account(),
                        balance.balanceDecimal(),
                        balance.pendingDebitsDecimal(),
                        balance.pendingCreditsDecimal(),
                        balance.availableDecimal());
    }

    @Test
    void what_is_held_is_no_longer_available_and_what_it_brings_is_not_yet() {
        Books books = shop();

        assertThat(books.when(hold(9, LATER, OUT, IN))).isEqualTo(Decision.ACCEPTED);

        TransactionHeld held = (TransactionHeld) books.facts().getLast();
        assertThat(held.expiresAt()).isEqualTo(LATER);
        assertThat(held.effectiveAt()).isEqualTo(NOW);
        assertThat(held.balances().all())
                .extracting(HoldsTest::words)
                .containsExactly(
                        "assets:till 4.00 reserved 0.00 15.00 available -11.00",
                        "expenses:rent 5.00 reserved 15.00 0.00 available 5.00");
    }

    @Test
    void a_hold_that_is_posted_leaves_nothing_of_itself_in_reserve() {
        Books books = shop();

        assertThat(books.when(postHold(2, new EffectiveAt.On(LocalDate.of(2026, 2, 1)))))
                .isEqualTo(Decision.ACCEPTED);

        HoldPosted posted = (HoldPosted) books.facts().getLast();
        assertThat(posted.effectiveDate()).isEqualTo("2026-02-01");
        assertThat(posted.postings().lines()).hasSize(2);
        assertThat(after(posted))
                .containsExactly(
                        "assets:till -1.00 reserved 0.00 5.00 available -6.00",
                        "expenses:rent 10.00 reserved 5.00 0.00 available 10.00");
    }

    @Test
    void what_is_not_posted_of_a_hold_is_released() {
        Books books = shop();

        assertThat(books.when(postHold(
                        2,
                        EffectiveAt.NOW,
                        credit("assets:till", "1.50", "USD"),
                        debit("expenses:rent", "1.50", "USD"))))
                .isEqualTo(Decision.ACCEPTED);

        assertThat(after((HoldPosted) books.facts().getLast()))
                .containsExactly(
                        "assets:till 2.50 reserved 0.00 5.00 available -2.50",
                        "expenses:rent 6.50 reserved 5.00 0.00 available 6.50");
    }

    @Test
    void voiding_and_expiring_give_back_what_was_held() {
        Books books = shop();

        assertThat(books.when(voidHold(1))).isEqualTo(Decision.ACCEPTED);
        assertThat(books.when(expireHold(2), LATER)).isEqualTo(Decision.ACCEPTED);

        assertThat(after((HoldVoided) books.facts().getFirst()))
                .containsExactly(
                        "assets:till 4.00 reserved 0.00 5.00 available -1.00",
                        "expenses:rent 5.00 reserved 5.00 0.00 available 5.00");
        assertThat(after((HoldExpired) books.facts().getLast()))
                .containsExactly(
                        "assets:till 4.00 reserved 0.00 0.00 available 4.00",
                        "expenses:rent 5.00 reserved 0.00 0.00 available 5.00");
    }

    @Test
    void from_the_moment_at_which_it_expires_a_hold_can_only_expire() {
        Books books = shop();
        Instant before = LATER.minusNanos(1_000);

        assertThat(books.when(expireHold(2), before)).isEqualTo(new Rejection.HoldNotDue(id(2)));
        assertThat(books.when(postHold(2, EffectiveAt.NOW), LATER)).isEqualTo(new Rejection.HoldExpired(id(2)));
        assertThat(books.when(voidHold(2), LATER)).isEqualTo(new Rejection.HoldExpired(id(2)));
        assertThat(books.when(expireHold(1), LATER)).isEqualTo(new Rejection.HoldNotDue(id(1)));
        assertThat(books.facts()).isEmpty();
        assertThat(books.when(expireHold(2), LATER)).isEqualTo(Decision.ACCEPTED);
        assertThat(books.when(expireHold(2), LATER)).isEqualTo(new Rejection.HoldExpired(id(2)));
    }

    @Test
    void a_hold_that_was_posted_in_part_is_taken_back_as_far_as_it_was_posted() {
        Books books = shop().given(postHold(
                2, EffectiveAt.NOW, credit("assets:till", "1.50", "USD"), debit("expenses:rent", "1.50", "USD")));

        assertThat(books.when(reverse(2, 9, null, EffectiveAt.NOW, OUT, IN)))
                .isInstanceOf(Rejection.ReversalTooLarge.class);
        assertThat(books.when(reverse(2, 9, null, EffectiveAt.NOW))).isEqualTo(Decision.ACCEPTED);

        TransactionPosted reversal = (TransactionPosted) books.facts().getLast();
        assertThat(reversal.reversal()).isEqualTo(new Reversal(id(2), true));
        assertThat(reversal.postings().lines().getFirst().money().toDecimal()).isEqualTo("1.50");
        for (int notPosted : new int[] {1, 4, 5}) {
            assertThat(books.when(reverse(notPosted, 8, null, EffectiveAt.NOW)))
                    .isEqualTo(new Rejection.TransactionNotPosted(id(notPosted)));
        }
    }

    /** In the order of their precedence: each breaks its own rule and every later one that can be broken with it. */
    static Stream<Arguments> rules() {
        LedgerId other = LedgerId.of("other");
        return Stream.of(
                rule(new PostHold(other, id(1), LONG_AGO, null, Terms.NONE), new Rejection.LedgerNotFound(other)),
                rule(new VoidHold(other, id(1)), new Rejection.LedgerNotFound(other)),
                rule(new ExpireHold(other, id(1)), new Rejection.LedgerNotFound(other)),
                rule(postHold(7, LONG_AGO, UNKNOWN, IN), new Rejection.TransactionNotFound(id(7))),
                rule(voidHold(7), new Rejection.TransactionNotFound(id(7))),
                rule(expireHold(7), new Rejection.TransactionNotFound(id(7))),
                rule(postHold(6, LONG_AGO, UNKNOWN, TOO_FINE), ProblemCode.CURRENCY_NOT_REGISTERED),
                rule(postHold(6, LONG_AGO, TOO_FINE, IN), ProblemCode.TOO_MANY_DECIMALS),
                rule(postHold(6, LONG_AGO, TOO_MUCH, IN), ProblemCode.UNBALANCED),
                rule(postHold(6, LONG_AGO, TOO_MUCH, TOO_MUCH_TOO), new Rejection.TransactionNotPending(id(6))),
                rule(voidHold(6), new Rejection.TransactionNotPending(id(6))),
                rule(expireHold(6), new Rejection.TransactionNotPending(id(6))),
                rule(postHold(3, LONG_AGO, TOO_MUCH, TOO_MUCH_TOO), new Rejection.HoldPosted(id(3))),
                rule(voidHold(3), new Rejection.HoldPosted(id(3))),
                rule(expireHold(3), new Rejection.HoldPosted(id(3))),
                rule(postHold(4, LONG_AGO, TOO_MUCH, TOO_MUCH_TOO), new Rejection.HoldVoided(id(4))),
                rule(voidHold(4), new Rejection.HoldVoided(id(4))),
                rule(expireHold(4), new Rejection.HoldVoided(id(4))),
                rule(postHold(5, LONG_AGO, TOO_MUCH, TOO_MUCH_TOO), new Rejection.HoldExpired(id(5))),
                rule(voidHold(5), new Rejection.HoldExpired(id(5))),
                rule(expireHold(5), new Rejection.HoldExpired(id(5))),
                rule(expireHold(1), new Rejection.HoldNotDue(id(1))),
                rule(expireHold(2), new Rejection.HoldNotDue(id(2))),
                rule(
                        postHold(1, LONG_AGO, TOO_MUCH, TOO_MUCH_TOO),
                        new Rejection.PostingExceedsHold(id(1), new TreeMap<>(Map.of(0, five(), 1, five())))),
                rule(postHold(1, LONG_AGO, OUT, IN), new Rejection.EffectiveAtOutOfRange()),
                rule(onceEmpty(postHold(1, EffectiveAt.NOW)), ProblemCode.CONDITION_FAILED),
                rule(new HoldTransaction(post(9, "taken", LONG_AGO, UNKNOWN, IN), NOW), ProblemCode.REFERENCE_TAKEN),
                rule(hold(1, NOW, UNKNOWN, IN), new Rejection.TransactionExists(id(1))),
                rule(hold(9, NOW, UNKNOWN, TOO_FINE), ProblemCode.CURRENCY_NOT_REGISTERED),
                rule(
                        new HoldTransaction(post(9, null, LONG_AGO, credit("till", "5.00", "USD"), IN), NOW),
                        new Rejection.EffectiveAtOutOfRange()),
                rule(hold(9, NOW, credit("till", "5.00", "USD"), IN), new Rejection.ExpiresAtNotAhead()),
                rule(
                        new HoldTransaction(
                                on(
                                        post(9, credit("till", "5.00", "USD"), IN),
                                        List.of(balance("assets:till", "USD", "=0"))),
                                LATER),
                        ProblemCode.ACCOUNT_TYPE_UNKNOWN),
                rule(
                        new HoldTransaction(on(post(9, OUT, IN), List.of(balance("assets:till", "USD", "=0"))), LATER),
                        ProblemCode.CONDITION_FAILED),
                rule(
                        hold(
                                9,
                                null,
                                credit("assets:till", "9".repeat(36) + ".00", "USD"),
                                debit("assets:other", "9".repeat(36) + ".00", "USD")),
                        ProblemCode.BALANCE_TOO_LARGE));
    }

    private static PostHold onceEmpty(PostHold post) {
        return new PostHold(
                SHOP,
                post.transaction(),
                post.effectiveAt(),
                null,
                new Terms(List.of(balance("assets:till", "USD", "=0"))));
    }

    private static Money five() {
        return Money.of(new BigDecimal("5.00"), USD);
    }

    private static Arguments rule(Command command, Rejection rejection) {
        return Arguments.of(command, rejection.code(), rejection);
    }

    private static Arguments rule(Command command, ProblemCode code) {
        return Arguments.of(command, code, null);
    }

    @ParameterizedTest(name = "{1} {0}")
    @MethodSource("rules")
    void the_first_rule_that_is_broken_rejects_it_and_nothing_happens(
            Command command, ProblemCode code, Rejection rejection) {
        Books books = shop();

        Decision decision = books.when(command);

        assertThat(decision)
                .isInstanceOfSatisfying(
                        Rejection.class, refused -> assertThat(refused.code()).isEqualTo(code));
        if (rejection != null) {
            assertThat(decision).isEqualTo(rejection);
        }
        assertThat(books.facts()).isEmpty();
    }

    @Test
    void a_part_that_is_too_large_is_told_line_by_line_with_what_is_held() {
        Rejection rejection = (Rejection) shop().when(postHold(1, EffectiveAt.NOW, TOO_MUCH, TOO_MUCH_TOO));

        assertThat(rejection.violations())
                .extracting(violation -> violation.pointer() + " " + violation.detail())
                .containsExactly(
                        "/postings/0/amount is more than the 5.00 USD held",
                        "/postings/1/amount is more than the 5.00 USD held");
    }
}
