package io.pacioli.command.account;

import static io.pacioli.command.Commands.JPY;
import static io.pacioli.command.Commands.SHOP;
import static io.pacioli.command.Commands.USD;
import static io.pacioli.command.Commands.changeLimits;
import static io.pacioli.command.Commands.credit;
import static io.pacioli.command.Commands.debit;
import static io.pacioli.command.Commands.hold;
import static io.pacioli.command.Commands.openAccount;
import static io.pacioli.command.Commands.openLedger;
import static io.pacioli.command.Commands.post;
import static io.pacioli.command.Commands.postHold;
import static io.pacioli.command.Commands.postIf;
import static io.pacioli.command.Commands.reverse;
import static io.pacioli.command.Commands.version;
import static io.pacioli.command.Commands.voidHold;
import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.command.Books;
import io.pacioli.domain.account.AccountLimitsChanged;
import io.pacioli.domain.account.AccountOpened;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.AccountType;
import io.pacioli.domain.account.Limits;
import io.pacioli.domain.decision.Decision;
import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.ledger.ChartPolicy;
import io.pacioli.domain.money.CurrencyCode;
import io.pacioli.domain.transaction.EffectiveAt;
import io.pacioli.domain.transaction.RequestedPosting;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A wallet, which is owed to its owner and so grows by credits, and a bank account. */
class LimitsTest {

    private static final AccountPath WALLET = new AccountPath("liabilities:wallet");
    private static final AccountPath BANK = new AccountPath("assets:bank");

    private final Books books = new Books();

    private static RequestedPosting[] paidIn(String amount) {
        return new RequestedPosting[] {debit("assets:bank", amount, "USD"), credit("liabilities:wallet", amount, "USD")
        };
    }

    private static RequestedPosting[] paidOut(String amount) {
        return new RequestedPosting[] {debit("liabilities:wallet", amount, "USD"), credit("assets:bank", amount, "USD")
        };
    }

    private static RequestedPosting[] moved(String amount) {
        return amount.startsWith("-") ? paidOut(amount.substring(1)) : paidIn(amount);
    }

    private static Limits usd(Integer minimum, Integer maximum) {
        return new Limits(USD, cents(minimum), cents(maximum));
    }

    private static BigInteger cents(Integer amount) {
        return amount == null ? null : BigInteger.valueOf(amount);
    }

    private Books shop(String... limits) {
        return books.given(
                openLedger(ChartPolicy.OPEN), openAccount("liabilities:wallet", AccountType.LIABILITY, limits));
    }

    /** What was posted before, the limits that are then set, and what is to be moved. */
    @ParameterizedTest(name = "{0} in the wallet, limits {1} to {2}, and {3} more: {4}")
    @CsvSource(delimiter = '|', textBlock = """
            5.00  | 0     | -    | -5.00 |
            5.00  | 0     | -    | -5.01 | BALANCE_BELOW_MINIMUM
            5.00  | -0.01 | -    | -5.01 |
            5.00  | 5.00  | -    | 0.01  |
            5.00  | 5.00  | -    | -0.01 | BALANCE_BELOW_MINIMUM
            5.00  | 9.00  | -    | 1.00  |
            5.00  | 9.00  | -    | -0.01 | BALANCE_BELOW_MINIMUM
            5.00  | -     | 7.00 | 2.00  |
            5.00  | -     | 7.00 | 2.01  | BALANCE_ABOVE_MAXIMUM
            5.00  | -     | 3.00 | -1.00 |
            5.00  | -     | 3.00 | 0.01  | BALANCE_ABOVE_MAXIMUM
            5.00  | 9.00  | 9.00 | 3.00  |
            5.00  | 9.00  | 9.00 | 4.01  | BALANCE_ABOVE_MAXIMUM
            5.00  | 9.00  | 9.00 | -3.00 | BALANCE_BELOW_MINIMUM
            -5.00 | -     | 0    | 5.00  |
            -5.00 | -5.00 | -    | -0.01 | BALANCE_BELOW_MINIMUM
            """)
    void a_limit_is_kept_and_what_is_beyond_it_comes_no_farther(
            String before, String minimum, String maximum, String more, String code) {
        shop().given(
                        post(1, moved(before)),
                        changeLimits("liabilities:wallet", "USD %s %s".formatted(minimum, maximum)));

        Decision decision = books.when(post(2, moved(more)));

        assertThat(decision instanceof Rejection rejection ? rejection.code().name() : null)
                .isEqualTo(code);
    }

    @Test
    void a_rejection_tells_the_limit_and_what_it_would_have_come_to() {
        shop("USD 0 10.00");

        assertThat(books.when(post(1, paidOut("0.01"))))
                .isEqualTo(new Rejection.BalanceBelowMinimum(WALLET, usd(0, 1_000), BigInteger.valueOf(-1)));
        assertThat(books.when(post(1, paidIn("10.01"))))
                .isEqualTo(new Rejection.BalanceAboveMaximum(WALLET, usd(0, 1_000), BigInteger.valueOf(1_001)));
        assertThat(((Rejection) books.when(post(1, paidOut("0.01")))).detail())
                .isEqualTo("-0.01 USD would be available of liabilities:wallet, whose minimum is 0.00 USD.");
        assertThat(((Rejection) books.when(post(1, paidIn("10.01")))).detail())
                .isEqualTo(
                        "The balance of liabilities:wallet, with what open holds may bring, would be 10.01 USD, and its maximum is 10.00 USD.");
    }

    @Test
    void the_sum_of_a_transactions_lines_is_judged_and_not_each_of_them() {
        shop("USD 0 5.00");

        assertThat(books.when(post(
                        1,
                        debit("liabilities:wallet", "6.00", "USD"),
                        credit("liabilities:wallet", "7.00", "USD"),
                        debit("assets:bank", "1.00", "USD"))))
                .isEqualTo(Decision.ACCEPTED);
    }

    @Test
    void a_limit_is_that_of_its_currency() {
        shop("USD 0 0");

        assertThat(books.when(post(1, debit("liabilities:wallet", "100", "JPY"), credit("assets:bank", "100", "JPY"))))
                .isEqualTo(Decision.ACCEPTED);
    }

    @Test
    void a_hold_counts_its_outflow_against_the_minimum_and_its_inflow_against_the_maximum() {
        shop("USD 0 10.00").given(post(1, paidIn("5.00")), hold(2, null, paidOut("4.00")));

        assertThat(books.when(hold(3, null, paidOut("1.01"))))
                .isEqualTo(new Rejection.BalanceBelowMinimum(WALLET, usd(0, 1_000), BigInteger.valueOf(-1)));
        assertThat(books.when(post(3, paidOut("1.01"))))
                .isEqualTo(new Rejection.BalanceBelowMinimum(WALLET, usd(0, 1_000), BigInteger.valueOf(-1)));
        assertThat(books.when(hold(3, null, paidIn("5.01"))))
                .isEqualTo(new Rejection.BalanceAboveMaximum(WALLET, usd(0, 1_000), BigInteger.valueOf(1_001)));
        assertThat(books.when(hold(3, null, paidIn("5.00")))).isEqualTo(Decision.ACCEPTED);
        assertThat(books.when(hold(4, null, paidOut("1.00")))).isEqualTo(Decision.ACCEPTED);
        assertThat(books.when(hold(5, null, paidOut("0.01"))))
                .as("what a hold may bring is not available")
                .isInstanceOf(Rejection.BalanceBelowMinimum.class);
    }

    @Test
    void a_hold_that_was_placed_within_the_limits_is_posted_or_given_up_whatever_they_are_by_then() {
        shop().given(
                        post(1, paidIn("5.00")),
                        hold(2, null, paidOut("4.00")),
                        hold(3, null, paidIn("4.00")),
                        hold(4, null, paidOut("1.00")),
                        changeLimits("liabilities:wallet", "USD 5.00 5.00"));

        assertThat(books.when(postHold(2, EffectiveAt.NOW))).isEqualTo(Decision.ACCEPTED);
        assertThat(books.when(postHold(3, EffectiveAt.NOW, paidIn("1.00")))).isEqualTo(Decision.ACCEPTED);
        assertThat(books.when(voidHold(4))).isEqualTo(Decision.ACCEPTED);
    }

    @Test
    void taking_a_transaction_back_is_held_to_the_limits_too() {
        shop("USD 0 -").given(post(1, paidIn("5.00")), post(2, paidOut("4.00")));

        assertThat(books.when(reverse(1, 3, null, EffectiveAt.NOW)))
                .isEqualTo(new Rejection.BalanceBelowMinimum(WALLET, usd(0, null), BigInteger.valueOf(-400)));
        assertThat(books.when(reverse(2, 3, null, EffectiveAt.NOW))).isEqualTo(Decision.ACCEPTED);
    }

    /** Every account is asked one rule before any is asked the next. */
    @Test
    void of_several_broken_rules_the_first_is_told_whichever_account_breaks_it() {
        shop("USD - 1.00", "JPY 0 -").given(openAccount("assets:bank", AccountType.ASSET, "USD - 1.00", "JPY 0 -"));

        Decision above = books.when(post(1, paidIn("2.00")));
        Decision below = books.when(post(
                1,
                debit("assets:bank", "2.00", "USD"),
                credit("liabilities:wallet", "2.00", "USD"),
                debit("liabilities:wallet", "5", "JPY"),
                credit("income:sales", "5", "JPY")));
        Decision condition = books.when(postIf(1, List.of(version("assets:bank", 7)), paidIn("2.00")));

        assertThat(above).isEqualTo(new Rejection.BalanceAboveMaximum(BANK, usd(null, 100), BigInteger.valueOf(200)));
        assertThat(below)
                .isEqualTo(new Rejection.BalanceBelowMinimum(
                        WALLET, new Limits(JPY, BigInteger.ZERO, null), BigInteger.valueOf(-5)));
        assertThat(condition).isInstanceOf(Rejection.ConditionFailed.class);
    }

    @Test
    void limits_that_are_set_replace_those_of_their_currencies_and_no_others() {
        shop("USD 0 10.00", "JPY -5 -");

        assertThat(books.when(changeLimits("liabilities:wallet", "USD/2 - 20"))).isEqualTo(Decision.ACCEPTED);
        assertThat(books.when(changeLimits("liabilities:wallet", "JPY - -"))).isEqualTo(Decision.ACCEPTED);
        assertThat(books.when(changeLimits("liabilities:wallet", "USD - -"))).isEqualTo(Decision.ACCEPTED);

        assertThat(books.facts())
                .containsExactly(
                        new AccountLimitsChanged(
                                SHOP,
                                WALLET,
                                List.of(new Limits(JPY, BigInteger.valueOf(-5), null), usd(null, 2_000)),
                                2),
                        new AccountLimitsChanged(SHOP, WALLET, List.of(usd(null, 2_000)), 3),
                        new AccountLimitsChanged(SHOP, WALLET, List.of(), 4));
    }

    @Test
    void an_account_is_opened_with_the_limits_that_are_some() {
        books.given(openLedger(ChartPolicy.STRICT));

        books.when(openAccount("liabilities:wallet", AccountType.LIABILITY, "USD 0 -", "JPY - -"));

        assertThat(((AccountOpened) books.facts().getFirst()).limits()).containsExactly(usd(0, null));
    }

    @Test
    void limits_are_those_of_an_account_that_is_there_in_a_ledger_that_is_there() {
        assertThat(books.when(changeLimits("liabilities:wallet", "USD 0 -")))
                .isEqualTo(new Rejection.LedgerNotFound(SHOP));
        books.given(openLedger(ChartPolicy.OPEN));
        assertThat(books.when(changeLimits("liabilities:wallet", "EUR 0.001 -")))
                .isEqualTo(new Rejection.AccountNotFound(WALLET));
    }

    @ParameterizedTest(name = "{0}: {1} at {2}")
    @CsvSource(delimiter = '|', textBlock = """
            EUR 0.001 -         | CURRENCY_NOT_REGISTERED | /limits/0/currency
            USD/3 0.001 -       | CURRENCY_SCALE_DIFFERS  | /limits/0/currency
            USD 0.001 -         | TOO_MANY_DECIMALS       | /limits/0/minimumBalance
            USD - 0.000         | TOO_MANY_DECIMALS       | /limits/0/maximumBalance
            USD - 1234567890123456789012345678901234567   | AMOUNT_TOO_LARGE | /limits/0/maximumBalance
            USD -1234567890123456789012345678901234567 -  | AMOUNT_TOO_LARGE | /limits/0/minimumBalance
            """)
    void limits_are_amounts_of_the_ledgers_currencies(String limits, String code, String pointer) {
        shop();

        Rejection onChange = (Rejection) books.when(changeLimits("liabilities:wallet", limits));
        Rejection onOpening = (Rejection) books.when(openAccount("assets:new", AccountType.ASSET, limits));

        assertThat(onChange.code()).hasToString(code);
        assertThat(onChange.violations()).extracting("pointer").containsExactly(pointer);
        assertThat(onOpening).isEqualTo(onChange);
    }

    @Test
    void an_account_that_is_there_is_told_before_the_limits_are_looked_at() {
        shop();

        assertThat(books.when(openAccount("liabilities:wallet", AccountType.ASSET, "EUR 0 -")))
                .isEqualTo(new Rejection.AccountExists(WALLET));
        assertThat(books.when(changeLimits("liabilities:wallet", "EUR 0 -")))
                .isEqualTo(new Rejection.CurrencyNotRegistered(Map.of("/limits/0/currency", new CurrencyCode("EUR"))));
    }
}
