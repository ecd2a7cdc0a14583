package io.pacioli.command.transaction;

import static io.pacioli.command.Commands.SHOP;
import static io.pacioli.command.Commands.balance;
import static io.pacioli.command.Commands.credit;
import static io.pacioli.command.Commands.debit;
import static io.pacioli.command.Commands.id;
import static io.pacioli.command.Commands.openAccount;
import static io.pacioli.command.Commands.openLedger;
import static io.pacioli.command.Commands.post;
import static io.pacioli.command.Commands.postIf;
import static io.pacioli.command.Commands.reverse;
import static io.pacioli.command.Commands.version;
import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.command.Books;
import io.pacioli.domain.account.AccountType;
import io.pacioli.domain.decision.Decision;
import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.ledger.ChartPolicy;
import io.pacioli.domain.money.CurrencyCode;
import io.pacioli.domain.transaction.Condition;
import io.pacioli.domain.transaction.EffectiveAt;
import io.pacioli.domain.transaction.Identity;
import io.pacioli.domain.transaction.RequestedPosting;
import io.pacioli.domain.transaction.ReverseTransaction;
import io.pacioli.domain.transaction.Terms;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two sales of 5.00 have gone to the till, and one of them has been spent: it holds 2.00, after four events. */
class ConditionsTest {

    private static final RequestedPosting TILL = debit("assets:till", "1.00", "USD");
    private static final RequestedPosting SALES = credit("income:sales", "1.00", "USD");

    private static Books shop() {
        return new Books()
                .given(
                        openLedger(ChartPolicy.OPEN),
                        openAccount("assets:till", AccountType.ASSET),
                        openAccount("assets:empty", AccountType.ASSET),
                        post(1, debit("assets:till", "5.00", "USD"), credit("income:sales", "5.00", "USD")),
                        post(2, debit("assets:till", "5.00", "USD"), credit("income:sales", "5.00", "USD")),
                        post(3, debit("expenses:rent", "8.00", "USD"), credit("assets:till", "8.00", "USD")));
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            assets:till    | USD   | >=2.00        | true
            assets:till    | USD   | >=2.001       | false
            assets:till    | USD   | >=-1          | true
            assets:till    | USD   | <=2           | true
            assets:till    | USD   | <=1.99        | false
            assets:till    | USD   | =2            | true
            assets:till    | USD   | =2.0000       | true
            assets:till    | USD   | =-2           | false
            assets:till    | USD/2 | =2.00         | true
            assets:till    | JPY   | =0            | true
            assets:till    | JPY   | >=1           | false
            income:sales   | USD   | =10           | true
            expenses:rent  | USD   | =8            | true
            assets:empty   | USD   | =0            | true
            assets:nowhere | USD   | =0            | true
            assets:nowhere | USD   | <=-0.01       | false
            nowhere        | USD   | >=0           | true
            """)
    void a_balance_is_judged_on_the_accounts_normal_side(String account, String currency, String bound, boolean holds) {
        assertThat(holds(shop(), balance(account, currency, bound))).isEqualTo(holds);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            assets:till    | 4 | true
            assets:till    | 3 | false
            assets:till    | 5 | false
            assets:till    | 0 | false
            assets:empty   | 1 | true
            assets:nowhere | 0 | true
            assets:nowhere | 1 | false
            """)
    void a_version_is_how_many_events_the_account_has_seen(String account, long version, boolean holds) {
        assertThat(holds(shop(), version(account, version))).isEqualTo(holds);
    }

    private static boolean holds(Books books, Condition condition) {
        Decision decision = books.when(postIf(9, List.of(condition), TILL, SALES));
        assertThat(books.facts()).hasSize(decision.equals(Decision.ACCEPTED) ? 1 : 0);
        return decision.equals(Decision.ACCEPTED);
    }

    @Test
    void conditions_are_judged_on_what_was_before_the_transaction() {
        Books books = shop();

        assertThat(books.when(postIf(
                        9,
                        List.of(version("assets:till", 4), balance("assets:till", "USD", "=2.00")),
                        debit("assets:till", "40.00", "USD"),
                        credit("income:sales", "40.00", "USD"))))
                .isEqualTo(Decision.ACCEPTED);
        assertThat(books.when(postIf(10, List.of(version("assets:till", 4)), TILL, SALES)))
                .isEqualTo(new Rejection.ConditionFailed(
                        Map.of("/conditions/0/expectedVersion", "the version of assets:till is 5")));
    }

    @Test
    void an_account_that_is_not_there_is_not_opened_by_a_condition() {
        Books books = shop();

        assertThat(books.when(postIf(9, List.of(version("assets:nowhere", 0)), TILL, SALES)))
                .isEqualTo(Decision.ACCEPTED);
        assertThat(books.accounts().find(version("assets:nowhere", 0).account().streamIn(SHOP)))
                .isEmpty();
    }

    @Test
    void a_reversal_has_conditions_too() {
        Books books = shop();

        assertThat(books.when(reverseIf(List.of(balance("income:sales", "USD", ">=11")))))
                .isEqualTo(new Rejection.ConditionFailed(
                        Map.of("/conditions/0/balance/atLeast", "the balance of income:sales is 10.00 USD")));
        assertThat(books.when(reverseIf(List.of(balance("income:sales", "CHF", "=0")))))
                .isEqualTo(
                        new Rejection.CurrencyNotRegistered(Map.of("/conditions/0/currency", new CurrencyCode("CHF"))));
        assertThat(books.when(reverseIf(List.of(balance("income:sales", "USD", "=10")))))
                .isEqualTo(Decision.ACCEPTED);
    }

    @Test
    void what_is_named_wrongly_in_a_condition_comes_before_what_has_become_of_a_transaction() {
        Books books = shop().given(reverse(1, 8, null, EffectiveAt.NOW));

        assertThat(books.when(reverseIf(List.of(balance("income:sales", "CHF", "=0")))))
                .isInstanceOf(Rejection.CurrencyNotRegistered.class);
        assertThat(books.when(reverseIf(List.of(version("income:sales", 77)))))
                .isInstanceOf(Rejection.TransactionReversed.class);
    }

    private static ReverseTransaction reverseIf(List<Condition> conditions) {
        ReverseTransaction plain = reverse(1, 9, null, EffectiveAt.NOW);
        return new ReverseTransaction(
                plain.ledger(),
                plain.reversed(),
                new Identity(id(9), false),
                null,
                null,
                plain.effectiveAt(),
                null,
                plain.metadata(),
                new Terms(conditions));
    }

    @Test
    void a_command_declares_the_streams_of_the_accounts_that_it_looks_at() {
        Condition elsewhere = version("assets:elsewhere", 0);

        assertThat(postIf(9, List.of(elsewhere, version("assets:till", 1)), TILL, SALES)
                        .streams())
                .contains(elsewhere.account().streamIn(SHOP))
                .doesNotHaveDuplicates();
        assertThat(reverseIf(List.of(elsewhere)).streams())
                .contains(elsewhere.account().streamIn(SHOP))
                .doesNotHaveDuplicates();
    }

    /** What decides a compare-and-set: a client that knows the version is the only one to get through. */
    @Property(tries = 100)
    void of_two_that_expect_the_same_version_one_is_accepted(@ForAll @IntRange(min = 1, max = 5) int before) {
        Books books = shop();
        for (int i = 0; i < before; i++) {
            books.given(post(20 + i, TILL, SALES));
        }
        List<Condition> expected = List.of(version("assets:till", 4L + before));

        assertThat(books.when(postIf(9, expected, TILL, SALES))).isEqualTo(Decision.ACCEPTED);
        assertThat(books.when(postIf(10, expected, TILL, SALES))).isInstanceOf(Rejection.ConditionFailed.class);
    }

    /** With a least balance of what it takes, no sequence of withdrawals takes an account below zero. */
    @Property(tries = 100)
    void withdrawals_that_require_what_they_take_never_overdraw(
            @ForAll List<@BigRange(min = "0.01", max = "3.00") @Scale(2) BigDecimal> amounts) {
        Books books = shop();
        BigDecimal left = new BigDecimal("2.00");
        int id = 9;
        for (BigDecimal amount : amounts) {
            Decision decision = books.when(postIf(
                    id++,
                    List.of(balance("assets:till", "USD", ">=" + amount.toPlainString())),
                    debit("expenses:rent", amount.toPlainString(), "USD"),
                    credit("assets:till", amount.toPlainString(), "USD")));
            assertThat(decision.equals(Decision.ACCEPTED)).isEqualTo(left.compareTo(amount) >= 0);
            left = decision.equals(Decision.ACCEPTED) ? left.subtract(amount) : left;
        }
    }
}
