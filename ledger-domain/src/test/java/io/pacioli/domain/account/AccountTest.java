package io.pacioli.domain.account;

import static io.pacioli.domain.transaction.Lines.EUR;
import static io.pacioli.domain.transaction.Lines.USD;
import static io.pacioli.domain.transaction.Lines.credit;
import static io.pacioli.domain.transaction.Lines.debit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.decision.Result;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.money.Money;
import io.pacioli.domain.transaction.Balances;
import io.pacioli.domain.transaction.Posting;
import io.pacioli.domain.transaction.Postings;
import io.pacioli.domain.transaction.TransactionId;
import io.pacioli.domain.transaction.TransactionPosted;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccountTest {

    private static final LedgerId LEDGER = LedgerId.of("household");
    private static final AccountPath CASH = new AccountPath("assets:cash");
    private static final AccountPath SALES = new AccountPath("income:sales");
    private static final AccountOpened OPENED =
            new AccountOpened(LEDGER, CASH, AccountType.ASSET, new AccountName("Till"), Metadata.of(Map.of("a", "b")));
    private static final BigInteger LARGEST =
            BigInteger.TEN.pow(Money.DIGITS_MAX).subtract(BigInteger.ONE);

    private AggregateTestFixture<Account> fixture;

    @BeforeEach
    void registerHandlers() {
        fixture = new AggregateTestFixture<>(Account.class);
        fixture.registerAnnotatedCommandHandler(new Handlers());
    }

    @Test
    void an_account_is_opened_as_it_was_asked_for() {
        fixture.givenNoPriorActivity()
                .when(new OpenAccount(LEDGER, CASH, AccountType.ASSET, OPENED.name(), OPENED.metadata()))
                .expectEvents(OPENED)
                .expectState(account -> {
                    assertThat(account.stream()).isEqualTo(CASH.streamIn(LEDGER));
                    assertThat(account.path()).isEqualTo(CASH);
                    assertThat(account.type()).isEqualTo(AccountType.ASSET);
                    assertThat(account.version()).isEqualTo(1);
                    assertThat(account.totals()).isEmpty();
                });
    }

    @Test
    void a_transaction_leaves_the_totals_that_it_says() {
        TransactionPosted sale = sale(new Totals(BigInteger.valueOf(1_000), BigInteger.ZERO), 2);

        fixture.given(OPENED).when(sale).expectEvents(sale).expectState(account -> {
            assertThat(account.version()).isEqualTo(2);
            assertThat(account.totals())
                    .containsExactly(Map.entry(USD, new Totals(BigInteger.valueOf(1_000), BigInteger.ZERO)));
        });
    }

    @Test
    void an_account_takes_the_last_totals_of_its_history() {
        fixture.given(OPENED, sale(new Totals(BigInteger.valueOf(1_000), BigInteger.ZERO), 2))
                .when(sale(new Totals(BigInteger.valueOf(2_000), BigInteger.ZERO), 3))
                .expectState(account -> {
                    assertThat(account.version()).isEqualTo(3);
                    assertThat(account.totals().get(USD).debits()).isEqualTo(2_000);
                });
    }

    @Test
    void each_side_of_each_currency_is_summed_on_its_own() {
        Account account = account(Map.of(USD, totals(500, 200)), 7);

        Result<List<BalanceAfter>> after = account.balancesAfter(
                List.of(
                        debit("assets:cash", "1.00", USD),
                        credit("assets:cash", "0.30", USD),
                        debit("assets:cash", "2.00", USD),
                        credit("assets:cash", "4.00", EUR)),
                false);

        assertThat(after)
                .isEqualTo(Result.of(List.of(
                        new BalanceAfter(CASH, AccountType.ASSET, USD, totals(800, 230), 8),
                        new BalanceAfter(CASH, AccountType.ASSET, EUR, totals(0, 400), 8))));
    }

    @Test
    void asking_changes_nothing() {
        Account account = account(Map.of(USD, totals(500, 200)), 7);

        assertThat(account.balancesAfter(List.of(debit("assets:cash", "1.00", USD)), false))
                .isEqualTo(account.balancesAfter(List.of(debit("assets:cash", "1.00", USD)), false));

        assertThat(account.totals()).containsExactly(Map.entry(USD, totals(500, 200)));
        assertThat(account.version()).isEqualTo(7);
    }

    @Test
    void an_account_that_its_first_posting_opens_has_seen_two_events_after_it() {
        assertThat(Account.toBeOpened(CASH, AccountType.ASSET)
                        .balancesAfter(List.of(debit("assets:cash", "1.00", USD)), false))
                .isEqualTo(Result.of(List.of(new BalanceAfter(CASH, AccountType.ASSET, USD, totals(100, 0), 2))));
    }

    @Test
    void a_total_may_reach_38_digits() {
        Account account = account(Map.of(USD, new Totals(LARGEST.subtract(BigInteger.ONE), LARGEST)), 7);

        assertThat(account.balancesAfter(List.of(debit("assets:cash", "0.01", USD)), false))
                .isInstanceOf(Result.Agreed.class);
    }

    @Test
    void no_total_on_either_side_passes_38_digits() {
        Account account = account(Map.of(USD, totals(0, 0), EUR, new Totals(LARGEST, LARGEST)), 7);
        Result<List<BalanceAfter>> refused = Result.refused(new Rejection.BalanceTooLarge(CASH, EUR.code()));

        assertThat(account.balancesAfter(
                        List.of(debit("assets:cash", "1.00", USD), debit("assets:cash", "0.01", EUR)), false))
                .isEqualTo(refused);
        assertThat(account.balancesAfter(List.of(credit("assets:cash", "0.01", EUR)), false))
                .isEqualTo(refused);
    }

    @Test
    void an_account_from_a_snapshot_goes_on_where_it_was() {
        Account account = account(Map.of(USD, totals(500, 200)), 7);

        assertThat(account.stream()).isEqualTo(CASH.streamIn(LEDGER));
        assertThat(account.balancesAfter(List.of(debit("assets:cash", "1.00", USD)), false))
                .isEqualTo(Result.of(List.of(new BalanceAfter(CASH, AccountType.ASSET, USD, totals(600, 200), 8))));
    }

    @Test
    void a_balance_is_positive_on_the_normal_side() {
        assertThat(new BalanceAfter(CASH, AccountType.ASSET, USD, totals(500, 200), 1).balanceDecimal())
                .isEqualTo("3.00");
        assertThat(new BalanceAfter(SALES, AccountType.INCOME, USD, totals(500, 200), 1).balanceDecimal())
                .isEqualTo("-3.00");
    }

    @Test
    void what_is_reserved_is_pending_beside_what_has_been_posted() {
        Account account = account(Map.of(USD, totals(500, 200)), Map.of(USD, totals(10, 20)), 7);

        Result<List<BalanceAfter>> after = account.balancesAfterReserving(
                List.of(
                        debit("assets:cash", "1.00", USD),
                        credit("assets:cash", "0.30", USD),
                        credit("assets:cash", "4.00", EUR)),
                false);

        assertThat(after)
                .isEqualTo(Result.of(List.of(
                        new BalanceAfter(CASH, AccountType.ASSET, USD, totals(500, 200), totals(110, 50), 8),
                        new BalanceAfter(CASH, AccountType.ASSET, EUR, totals(0, 0), totals(0, 400), 8))));
    }

    @Test
    void an_account_that_a_hold_opens_has_seen_two_events_after_it() {
        assertThat(Account.toBeOpened(CASH, AccountType.ASSET)
                        .balancesAfterReserving(List.of(debit("assets:cash", "1.00", USD)), false))
                .isEqualTo(Result.of(
                        List.of(new BalanceAfter(CASH, AccountType.ASSET, USD, totals(0, 0), totals(100, 0), 2))));
    }

    @Test
    void posting_leaves_what_is_pending_as_it_was() {
        Account account = account(Map.of(USD, totals(500, 200)), Map.of(USD, totals(10, 20)), 7);

        assertThat(account.balancesAfter(List.of(debit("assets:cash", "1.00", USD)), false))
                .isEqualTo(Result.of(
                        List.of(new BalanceAfter(CASH, AccountType.ASSET, USD, totals(600, 200), totals(10, 20), 8))));
    }

    @Test
    void a_hold_that_is_posted_in_full_moves_from_pending_to_posted() {
        Account account = account(Map.of(USD, totals(500, 200)), Map.of(USD, totals(110, 50), EUR, totals(0, 400)), 7);
        List<Posting> held = List.of(debit("assets:cash", "1.00", USD), credit("assets:cash", "4.00", EUR));

        assertThat(account.balancesAfterPosting(held, held))
                .containsExactly(
                        new BalanceAfter(CASH, AccountType.ASSET, USD, totals(600, 200), totals(10, 50), 8),
                        new BalanceAfter(CASH, AccountType.ASSET, EUR, totals(0, 400), totals(0, 0), 8));
    }

    @Test
    void what_is_not_posted_of_a_hold_is_released() {
        Account account = account(Map.of(USD, totals(500, 200)), Map.of(USD, totals(110, 50), EUR, totals(0, 400)), 7);
        List<Posting> held = List.of(
                debit("assets:cash", "1.00", USD),
                credit("assets:cash", "0.50", USD),
                credit("assets:cash", "4.00", EUR));

        assertThat(account.balancesAfterPosting(held, List.of(debit("assets:cash", "0.25", USD))))
                .containsExactly(
                        new BalanceAfter(CASH, AccountType.ASSET, USD, totals(525, 200), totals(10, 0), 8),
                        new BalanceAfter(CASH, AccountType.ASSET, EUR, totals(0, 0), totals(0, 0), 8));
    }

    @Test
    void a_hold_that_is_given_up_leaves_nothing_behind() {
        Account account = account(Map.of(USD, totals(500, 200)), Map.of(USD, totals(110, 50)), 7);

        assertThat(account.balancesAfterReleasing(
                        List.of(debit("assets:cash", "1.00", USD), credit("assets:cash", "0.50", USD))))
                .containsExactly(new BalanceAfter(CASH, AccountType.ASSET, USD, totals(500, 200), totals(10, 0), 8));
    }

    @Test
    void more_than_is_in_reserve_cannot_be_released() {
        Account account = account(Map.of(), Map.of(USD, totals(10, 0)), 7);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> account.balancesAfterReleasing(List.of(debit("assets:cash", "0.11", USD))));
    }

    @Test
    void a_total_counts_what_is_pending_on_its_side() {
        Totals almostFull = new Totals(LARGEST.subtract(BigInteger.TEN), BigInteger.ZERO);
        Account account = account(Map.of(USD, almostFull), Map.of(USD, totals(9, 50)), 7);
        Result<List<BalanceAfter>> refused = Result.refused(new Rejection.BalanceTooLarge(CASH, USD.code()));

        assertThat(account.balancesAfter(List.of(debit("assets:cash", "0.01", USD)), false))
                .isInstanceOf(Result.Agreed.class);
        assertThat(account.balancesAfter(List.of(debit("assets:cash", "0.02", USD)), false))
                .isEqualTo(refused);
        assertThat(account.balancesAfterReserving(List.of(debit("assets:cash", "0.01", USD)), false))
                .isInstanceOf(Result.Agreed.class);
        assertThat(account.balancesAfterReserving(List.of(debit("assets:cash", "0.02", USD)), false))
                .isEqualTo(refused);
    }

    @Test
    void any_event_about_a_transaction_tells_what_is_pending_after_it() {
        BalanceAfter held = new BalanceAfter(CASH, AccountType.ASSET, USD, totals(1_000, 0), totals(0, 300), 2);
        BalanceAfter released = new BalanceAfter(CASH, AccountType.ASSET, USD, totals(2_000, 0), 3);

        fixture.given(OPENED)
                .when(sale(held))
                .expectState(account -> assertThat(account.pending()).containsExactly(Map.entry(USD, totals(0, 300))));
        registerHandlers();
        fixture.given(OPENED, sale(held)).when(sale(released)).expectState(account -> {
            assertThat(account.pending()).isEmpty();
            assertThat(account.version()).isEqualTo(3);
        });
    }

    @Test
    void an_account_tells_what_it_holds_and_what_of_that_no_hold_may_take() {
        Account account = account(Map.of(USD, totals(500, 200)), Map.of(USD, totals(70, 1_000), EUR, totals(3, 4)), 7);

        assertThat(account.balance(USD)).isEqualTo(300);
        assertThat(account.available(USD)).isEqualTo(-700);
        assertThat(account.balance(EUR)).isZero();
        assertThat(account.available(EUR)).isEqualTo(-4);
    }

    @Test
    void what_is_available_counts_pending_outflow_and_never_inflow() {
        BalanceAfter cash = new BalanceAfter(CASH, AccountType.ASSET, USD, totals(500, 200), totals(70, 1_000), 1);
        BalanceAfter sales = new BalanceAfter(SALES, AccountType.INCOME, USD, totals(200, 500), totals(70, 1_000), 1);

        assertThat(cash.balanceDecimal()).isEqualTo("3.00");
        assertThat(cash.availableDecimal()).isEqualTo("-7.00");
        assertThat(cash.balanceWithInflow()).isEqualTo(370);
        assertThat(sales.balanceDecimal()).isEqualTo("3.00");
        assertThat(sales.availableDecimal()).isEqualTo("2.30");
        assertThat(sales.balanceWithInflow()).isEqualTo(1_300);
    }

    private static Account account(Map<Currency, Totals> totals, long version) {
        return account(totals, Map.of(), version);
    }

    private static Account account(Map<Currency, Totals> totals, Map<Currency, Totals> pending, long version) {
        return new Account(
                CASH.streamIn(LEDGER),
                CASH,
                AccountType.ASSET,
                version,
                totals,
                pending,
                Restrictions.NONE,
                Metadata.NONE);
    }

    private static Totals totals(long debits, long credits) {
        return new Totals(BigInteger.valueOf(debits), BigInteger.valueOf(credits));
    }

    private static TransactionPosted sale(Totals cash, long version) {
        return sale(new BalanceAfter(CASH, AccountType.ASSET, USD, cash, version));
    }

    private static TransactionPosted sale(BalanceAfter cash) {
        Posting debit = debit("assets:cash", "10.00", USD);
        Posting credit = credit("income:sales", "10.00", USD);
        Totals sales = totals(0, cash.totals().debits().longValueExact());
        return new TransactionPosted(
                LEDGER,
                new TransactionId(UUID.fromString("019876a0-1c2b-7abc-8def-0123456789ab")),
                null,
                null,
                Instant.EPOCH,
                LocalDate.EPOCH,
                new Postings(List.of(debit, credit)),
                Balances.of(
                        List.of(cash, new BalanceAfter(SALES, AccountType.INCOME, USD, sales, cash.version() + 10))),
                Metadata.NONE);
    }

    final class Handlers {

        @CommandHandler
        void handle(OpenAccount command) throws Exception {
            fixture.getRepository().newInstance(() -> {
                Account account = new Account();
                account.open(command, List.of(), List.of());
                return account;
            });
        }

        @CommandHandler
        void handle(TransactionPosted transaction) {
            fixture.getRepository()
                    .load(CASH.streamIn(LEDGER).toString())
                    .execute(account -> account.record(transaction));
        }
    }
}
