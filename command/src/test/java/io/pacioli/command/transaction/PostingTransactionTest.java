package io.pacioli.command.transaction;

import static io.pacioli.command.Commands.JPY;
import static io.pacioli.command.Commands.SHOP;
import static io.pacioli.command.Commands.USD;
import static io.pacioli.command.Commands.credit;
import static io.pacioli.command.Commands.debit;
import static io.pacioli.command.Commands.id;
import static io.pacioli.command.Commands.openAccount;
import static io.pacioli.command.Commands.openLedger;
import static io.pacioli.command.Commands.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.pacioli.command.Books;
import io.pacioli.domain.account.Account;
import io.pacioli.domain.account.AccountOpened;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.AccountType;
import io.pacioli.domain.account.BalanceAfter;
import io.pacioli.domain.account.Totals;
import io.pacioli.domain.decision.Decision;
import io.pacioli.domain.ledger.ChartPolicy;
import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.transaction.EffectiveAt;
import io.pacioli.domain.transaction.TransactionPosted;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class PostingTransactionTest {

    private static final AccountPath TILL = new AccountPath("assets:till");
    private static final AccountPath SALES = new AccountPath("income:sales");

    private final Books books = new Books();

    private void givenAShop() {
        books.given(
                openLedger(ChartPolicy.STRICT),
                openAccount("assets:till", AccountType.ASSET),
                openAccount("income:sales", AccountType.INCOME));
    }

    private TransactionPosted posted() {
        assertThat(books.facts()).last().isInstanceOf(TransactionPosted.class);
        return (TransactionPosted) books.facts().getLast();
    }

    @Test
    void a_transaction_is_one_fact_that_says_what_came_of_it() {
        givenAShop();

        Decision decision =
                books.when(post(1, debit("assets:till", "12.3", "USD"), credit("income:sales", "12.30", "USD")));

        assertThat(decision).isEqualTo(Decision.ACCEPTED);
        assertThat(books.facts()).hasSize(1);
        assertThat(posted().transaction()).isEqualTo(id(1));
        assertThat(posted().balances().all())
                .containsExactly(
                        new BalanceAfter(TILL, AccountType.ASSET, USD, totals(1_230, 0), 2),
                        new BalanceAfter(SALES, AccountType.INCOME, USD, totals(0, 1_230), 2));
    }

    @Test
    void each_transaction_goes_on_from_the_totals_of_the_one_before() {
        givenAShop();
        books.given(post(1, debit("assets:till", "12.30", "USD"), credit("income:sales", "12.30", "USD")));

        books.when(post(2, credit("assets:till", "2.00", "USD"), debit("income:sales", "2.00", "USD")));

        assertThat(posted().balances().all())
                .containsExactly(
                        new BalanceAfter(TILL, AccountType.ASSET, USD, totals(1_230, 200), 3),
                        new BalanceAfter(SALES, AccountType.INCOME, USD, totals(200, 1_230), 3));
    }

    @Test
    void several_lines_of_an_account_are_summed_and_count_as_one_event() {
        givenAShop();

        books.when(post(
                1,
                debit("assets:till", "5.00", "USD"),
                credit("income:sales", "8.00", "USD"),
                debit("assets:till", "3.00", "USD")));

        assertThat(posted().balances().of(TILL))
                .containsExactly(new BalanceAfter(TILL, AccountType.ASSET, USD, totals(800, 0), 2));
    }

    @Test
    void an_account_may_be_on_both_sides_of_a_transaction() {
        givenAShop();

        books.when(post(1, debit("assets:till", "5.00", "USD"), credit("assets:till", "5.00", "USD")));

        assertThat(posted().balances().all())
                .containsExactly(new BalanceAfter(TILL, AccountType.ASSET, USD, totals(500, 500), 2));
    }

    @Test
    void several_currencies_are_kept_apart() {
        givenAShop();

        books.when(post(
                1,
                debit("assets:till", "5.00", "USD"),
                credit("income:sales", "5.00", "USD"),
                debit("assets:till", "700", "JPY"),
                credit("income:sales", "700", "JPY")));

        assertThat(posted().balances().of(TILL))
                .containsExactly(
                        new BalanceAfter(TILL, AccountType.ASSET, USD, totals(500, 0), 2),
                        new BalanceAfter(TILL, AccountType.ASSET, JPY, totals(700, 0), 2));
    }

    @Test
    void a_day_is_the_day_of_the_ledgers_time_zone() {
        givenAShop();

        books.when(post(
                1,
                null,
                new EffectiveAt.On(LocalDate.of(2026, 1, 31)),
                debit("assets:till", "5.00", "USD"),
                credit("income:sales", "5.00", "USD")));

        assertThat(posted().effectiveAt()).isEqualTo("2026-01-30T15:00:00Z");
        assertThat(posted().effectiveDate()).isEqualTo("2026-01-31");
    }

    @Test
    void a_moment_falls_on_its_day_in_the_ledgers_time_zone() {
        givenAShop();

        books.when(post(
                1,
                null,
                new EffectiveAt.At(Instant.parse("2026-01-31T20:00:00Z")),
                debit("assets:till", "5.00", "USD"),
                credit("income:sales", "5.00", "USD")));

        assertThat(posted().effectiveAt()).isEqualTo("2026-01-31T20:00:00Z");
        assertThat(posted().effectiveDate()).isEqualTo("2026-02-01");
    }

    @Test
    void without_a_time_it_happened_when_it_was_decided() {
        givenAShop();

        books.when(post(1, debit("assets:till", "5.00", "USD"), credit("income:sales", "5.00", "USD")));

        assertThat(posted().effectiveAt()).isEqualTo(Books.DECIDED_AT);
    }

    @Test
    void an_open_chart_opens_accounts_before_the_transaction_that_uses_them_first() {
        books.given(openLedger(ChartPolicy.OPEN));

        books.when(post(1, debit("Assets:till", "5.00", "USD"), credit("Revenue:sales", "5.00", "USD")));

        assertThat(books.facts().subList(0, 2))
                .containsExactly(
                        new AccountOpened(SHOP, new AccountPath("Assets:till"), AccountType.ASSET, null, Metadata.NONE),
                        new AccountOpened(
                                SHOP, new AccountPath("Revenue:sales"), AccountType.INCOME, null, Metadata.NONE));
        assertThat(posted().balances().all()).extracting(BalanceAfter::version).containsExactly(2L, 2L);
        assertThat(books.facts()).hasSize(3);
    }

    @Test
    void an_open_chart_takes_an_account_whose_path_names_no_type_once_it_is_open() {
        books.given(openLedger(ChartPolicy.OPEN), openAccount("1000", AccountType.ASSET));

        books.when(post(1, debit("1000", "5.00", "USD"), credit("income:sales", "5.00", "USD")));

        assertThat(posted().balances().of(new AccountPath("1000")))
                .singleElement(type(BalanceAfter.class))
                .extracting(BalanceAfter::type)
                .isEqualTo(AccountType.ASSET);
    }

    @Test
    void the_accounts_themselves_have_taken_part() {
        givenAShop();

        books.when(post(1, debit("assets:till", "5.00", "USD"), credit("income:sales", "5.00", "USD")));

        assertThat(totalsOf(TILL, USD)).isEqualTo(totals(500, 0));
        assertThat(totalsOf(SALES, USD)).isEqualTo(totals(0, 500));
    }

    private Totals totalsOf(AccountPath account, Currency currency) {
        return books.accounts()
                .find(account.streamIn(SHOP))
                .orElseThrow()
                .invoke(Account::totals)
                .get(currency);
    }

    private static Totals totals(long debits, long credits) {
        return new Totals(BigInteger.valueOf(debits), BigInteger.valueOf(credits));
    }
}
