package io.pacioli.command.transaction;

import static io.pacioli.command.Commands.USD;
import static io.pacioli.command.Commands.credit;
import static io.pacioli.command.Commands.debit;
import static io.pacioli.command.Commands.id;
import static io.pacioli.command.Commands.openLedger;
import static io.pacioli.command.Commands.post;
import static io.pacioli.command.Commands.reverse;
import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.command.Books;
import io.pacioli.domain.account.BalanceAfter;
import io.pacioli.domain.decision.Decision;
import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.ledger.ChartPolicy;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.money.Money;
import io.pacioli.domain.transaction.EffectiveAt;
import io.pacioli.domain.transaction.RequestedPosting;
import io.pacioli.domain.transaction.Reversal;
import io.pacioli.domain.transaction.ReverseTransaction;
import io.pacioli.domain.transaction.TransactionPosted;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReversingTransactionTest {

    private static final EffectiveAt LONG_AGO = new EffectiveAt.On(LocalDate.of(1899, 12, 31));
    private static final RequestedPosting TILL = debit("assets:till", "5.00", "USD");
    private static final RequestedPosting SALES = credit("income:sales", "5.00", "USD");
    private static final RequestedPosting TOO_FINE = debit("assets:till", "1.001", "USD");
    private static final RequestedPosting UNKNOWN = debit("assets:till", "1.001", "CHF");
    private static final RequestedPosting TOO_MUCH = debit("assets:till", "6.00", "USD");
    private static final RequestedPosting TOO_MUCH_TOO = credit("income:sales", "6.00", "USD");

    private static Books shop() {
        return new Books()
                .given(
                        openLedger(ChartPolicy.OPEN),
                        post(1, "taken", EffectiveAt.NOW, TILL, SALES),
                        post(2, TILL, SALES),
                        reverse(2, 3, null, EffectiveAt.NOW));
    }

    @Test
    void a_transaction_that_is_taken_back_leaves_its_accounts_as_they_were() {
        Books books = shop();

        assertThat(books.when(reverse(1, 9, null, EffectiveAt.NOW))).isEqualTo(Decision.ACCEPTED);

        TransactionPosted posted = (TransactionPosted) books.facts().getLast();
        assertThat(posted.reversal()).isEqualTo(new Reversal(id(1), true));
        assertThat(posted.balances().all())
                .extracting(BalanceAfter::balanceDecimal)
                .containsExactly("0.00", "0.00");
        assertThat(books.facts()).hasSize(1);
    }

    @Test
    void what_took_a_transaction_back_can_be_taken_back_itself() {
        Books books = shop();

        assertThat(books.when(reverse(3, 9, null, EffectiveAt.NOW))).isEqualTo(Decision.ACCEPTED);

        assertThat(((TransactionPosted) books.facts().getLast()).reversal()).isEqualTo(new Reversal(id(3), true));
    }

    /** In the order of their precedence: each breaks its own rule and every later one that can be broken with it. */
    static Stream<Arguments> rules() {
        return Stream.of(
                rule(elsewhere(), new Rejection.LedgerNotFound(LedgerId.of("other"))),
                rule(reverse(7, 1, "taken", LONG_AGO, UNKNOWN, SALES), new Rejection.TransactionNotFound(id(7))),
                rule(reverse(2, 1, "taken", LONG_AGO, UNKNOWN, SALES), new Rejection.TransactionExists(id(1))),
                rule(reverse(2, 9, "taken", LONG_AGO, UNKNOWN, SALES), ProblemCode.REFERENCE_TAKEN),
                rule(reverse(2, 9, null, LONG_AGO, UNKNOWN, TOO_FINE), ProblemCode.CURRENCY_NOT_REGISTERED),
                rule(reverse(2, 9, null, LONG_AGO, TOO_FINE, SALES), ProblemCode.TOO_MANY_DECIMALS),
                rule(reverse(2, 9, null, LONG_AGO, TOO_MUCH, SALES), ProblemCode.UNBALANCED),
                rule(reverse(2, 9, null, LONG_AGO, TOO_MUCH, TOO_MUCH_TOO), new Rejection.TransactionReversed(id(2))),
                rule(
                        reverse(1, 9, null, LONG_AGO, TOO_MUCH, TOO_MUCH_TOO),
                        new Rejection.ReversalTooLarge(id(1), new TreeMap<>(Map.of(0, five(), 1, five())))),
                rule(reverse(1, 9, null, LONG_AGO), new Rejection.EffectiveAtOutOfRange()));
    }

    private static Money five() {
        return Money.of(new BigDecimal("5.00"), USD);
    }

    private static ReverseTransaction elsewhere() {
        ReverseTransaction here = reverse(7, 1, "taken", LONG_AGO, UNKNOWN, SALES);
        return new ReverseTransaction(
                LedgerId.of("other"),
                here.reversed(),
                here.identity(),
                here.reference(),
                here.description(),
                here.effectiveAt(),
                here.part(),
                here.metadata());
    }

    private static Arguments rule(ReverseTransaction command, Rejection rejection) {
        return Arguments.of(command, rejection.code(), rejection);
    }

    private static Arguments rule(ReverseTransaction command, ProblemCode code) {
        return Arguments.of(command, code, null);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("rules")
    void the_first_rule_that_is_broken_rejects_it_and_nothing_happens(
            ReverseTransaction command, ProblemCode code, Rejection rejection) {
        Books books = shop();

        Decision decision = books.when(command);

        assertThat(decision)
                .isInstanceOfSatisfying(
                        Rejection.class, refused -> assertThat(refused.code()).isEqualTo(code));
        if (rejection != null) {
            assertThat(decision).isEqualTo(rejection);
        }
        assertThat(books.facts()).isEqualTo(List.of());
    }

    @Test
    void a_part_that_is_too_large_is_told_line_by_line_with_what_is_left() {
        Rejection rejection = (Rejection) shop().when(reverse(1, 9, null, EffectiveAt.NOW, TOO_MUCH, TOO_MUCH_TOO));

        assertThat(rejection.violations())
                .extracting(violation -> violation.pointer() + " " + violation.detail())
                .containsExactly(
                        "/postings/0/amount is more than the 5.00 USD left",
                        "/postings/1/amount is more than the 5.00 USD left");
    }
}
