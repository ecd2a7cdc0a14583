package io.pacioli.command.transaction;

import static io.pacioli.command.Commands.JPY;
import static io.pacioli.command.Commands.SHOP;
import static io.pacioli.command.Commands.USD;
import static io.pacioli.command.Commands.credit;
import static io.pacioli.command.Commands.debit;
import static io.pacioli.command.Commands.exchange;
import static io.pacioli.command.Commands.id;
import static io.pacioli.command.Commands.openAccount;
import static io.pacioli.command.Commands.openLedger;
import static io.pacioli.command.Commands.reverse;
import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.command.Books;
import io.pacioli.domain.account.AccountOpened;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.AccountType;
import io.pacioli.domain.account.BalanceAfter;
import io.pacioli.domain.decision.Decision;
import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.ledger.ChartPolicy;
import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.money.CurrencyCode;
import io.pacioli.domain.transaction.EffectiveAt;
import io.pacioli.domain.transaction.Exchange;
import io.pacioli.domain.transaction.ExchangeRate;
import io.pacioli.domain.transaction.PostTransaction;
import io.pacioli.domain.transaction.Reversal;
import io.pacioli.domain.transaction.TransactionPosted;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExchangingTest {

    private static final AccountPath PAIR = new AccountPath("equity:exchange:JPY-USD");

    private static Books shop(ChartPolicy chart) {
        return new Books().given(openLedger(chart), openAccount("assets:till", AccountType.ASSET));
    }

    private static PostTransaction dollarsForYen(int id) {
        return exchange(
                id,
                "USD/2",
                "JPY",
                "161.50",
                credit("assets:till", "10.00", "USD"),
                debit("assets:till", "1615", "JPY"));
    }

    @ParameterizedTest
    @EnumSource
    void the_account_of_the_pair_is_opened_on_use_whatever_the_chart(ChartPolicy chart) {
        Books books = shop(chart);

        assertThat(books.when(dollarsForYen(1))).isEqualTo(Decision.ACCEPTED);

        assertThat(books.facts().getFirst())
                .isEqualTo(new AccountOpened(SHOP, PAIR, AccountType.EQUITY, null, Metadata.NONE));
        TransactionPosted posted = (TransactionPosted) books.facts().getLast();
        assertThat(posted.exchange()).isEqualTo(new Exchange(USD.code(), JPY.code(), ExchangeRate.parse("161.50")));
        assertThat(posted.postings().lines()).hasSize(4);
        assertThat(posted.balances().of(PAIR))
                .extracting(BalanceAfter::balanceDecimal)
                .containsExactly("-10.00", "1615");
        assertThat(books.facts()).hasSize(2);
    }

    @Test
    void the_account_of_the_pair_is_used_again_and_may_have_been_opened_before() {
        Books books = shop(ChartPolicy.STRICT).given(openAccount(PAIR.value(), AccountType.ASSET), dollarsForYen(1));

        assertThat(books.when(dollarsForYen(2))).isEqualTo(Decision.ACCEPTED);

        assertThat(((TransactionPosted) books.facts().getLast()).balances().of(PAIR))
                .extracting(BalanceAfter::balanceDecimal)
                .containsExactly("20.00", "-3230");
    }

    @Test
    void another_account_is_not_opened_in_a_strict_chart() {
        Books books = shop(ChartPolicy.STRICT);

        assertThat(books.when(exchange(
                        1, "USD", "JPY", "1", credit("assets:till", "1.00", "USD"), debit("assets:safe", "1", "JPY"))))
                .isInstanceOf(Rejection.AccountNotOpen.class);
        assertThat(books.facts()).isEmpty();
    }

    @Test
    void an_exchange_is_taken_back_line_by_line() {
        Books books = shop(ChartPolicy.STRICT).given(dollarsForYen(1));

        assertThat(books.when(reverse(
                        1,
                        2,
                        null,
                        EffectiveAt.NOW,
                        credit("assets:till", "1.00", "USD"),
                        debit(PAIR.value(), "1.00", "USD"))))
                .isEqualTo(Decision.ACCEPTED);
        assertThat(books.when(reverse(1, 3, null, EffectiveAt.NOW))).isEqualTo(Decision.ACCEPTED);

        TransactionPosted rest = (TransactionPosted) books.facts().getLast();
        assertThat(rest.reversal()).isEqualTo(new Reversal(id(1), true));
        assertThat(rest.exchange()).isNull();
        assertThat(rest.balances().all())
                .extracting(BalanceAfter::balanceDecimal)
                .containsExactly("0.00", "0", "0.00", "0");
    }

    @Test
    void currencies_of_an_exchange_are_those_of_the_ledger() {
        assertThat(shop(ChartPolicy.OPEN)
                        .when(exchange(
                                1,
                                "CHF",
                                "SEK",
                                "1",
                                credit("assets:till", "1.00", "USD"),
                                debit("assets:till", "1", "NOK"))))
                .isEqualTo(new Rejection.CurrencyNotRegistered(Map.of(
                        "/postings/1/currency",
                        new CurrencyCode("NOK"),
                        "/exchange/from",
                        new CurrencyCode("CHF"),
                        "/exchange/to",
                        new CurrencyCode("SEK"))));
        assertThat(shop(ChartPolicy.OPEN)
                        .when(exchange(
                                1,
                                "USD/3",
                                "JPY/2",
                                "1",
                                credit("assets:till", "1.00", "USD"),
                                debit("assets:till", "1", "JPY"))))
                .isEqualTo(new Rejection.CurrencyScaleDiffers(Map.of("/exchange/from", USD, "/exchange/to", JPY)));
    }

    @Test
    void a_command_declares_the_account_of_the_pair() {
        assertThat(dollarsForYen(1).streams()).contains(PAIR.streamIn(SHOP)).doesNotHaveDuplicates();
    }
}
