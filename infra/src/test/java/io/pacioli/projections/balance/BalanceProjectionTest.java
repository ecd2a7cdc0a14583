package io.pacioli.projections.balance;

import static io.pacioli.projections.Book.EUR;
import static io.pacioli.projections.Book.JPY;
import static io.pacioli.projections.Book.SHOP;
import static io.pacioli.projections.Book.credit;
import static io.pacioli.projections.Book.debit;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.AccountType;
import io.pacioli.domain.account.BalanceAfter;
import io.pacioli.domain.account.Totals;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.transaction.Balances;
import io.pacioli.projections.Book;
import io.pacioli.projections.TestReadModels;
import io.pacioli.projections.account.AccountIds;
import io.pacioli.projections.account.AccountKey;
import io.pacioli.projections.account.AccountRegister;
import io.pacioli.projections.account.Accounts;
import io.pacioli.projections.ledger.LedgerIds;
import io.pacioli.projections.ledger.Ledgers;
import io.pacioli.projections.snapshot.Clocks;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BalanceProjectionTest {

    private static final LocalDate MONDAY = LocalDate.of(2026, 3, 30);
    private static final LocalDate FOREVER = LocalDate.of(9999, 12, 31);

    private final Book book = new Book();
    private final TestReadModels models = new TestReadModels(book);

    @BeforeEach
    void open() {
        book.openLedger(SHOP);
        book.openAccount(SHOP, "assets:till");
        book.openAccount(SHOP, "assets:bank");
        book.openAccount(SHOP, "income:sales");
        book.openAccount(SHOP, "expenses:rent");
    }

    @AfterEach
    void close() {
        models.close();
    }

    @Test
    void the_last_totals_of_a_batch_stand() {
        book.transfer(SHOP, MONDAY, "assets:till", "income:sales", 1_000);
        book.transfer(SHOP, MONDAY, "assets:till", "income:sales", 250);

        models.apply(book.events());

        assertThat(now()).isEqualTo(book.totals(SHOP, FOREVER));
    }

    @Test
    void a_later_batch_goes_on_from_there() {
        book.transfer(SHOP, MONDAY, "assets:till", "income:sales", 1_000);
        applyAll();
        book.transfer(SHOP, MONDAY, "assets:bank", "assets:till", 400);
        applyAll();

        assertThat(now()).isEqualTo(book.totals(SHOP, FOREVER));
    }

    @Test
    void a_day_is_closed_when_a_later_one_begins_and_still_takes_postings() {
        book.transfer(SHOP, MONDAY, "assets:till", "income:sales", 1_000);
        applyAll();
        book.transfer(SHOP, MONDAY.plusDays(3), "assets:till", "income:sales", 30);
        applyAll();
        book.transfer(SHOP, MONDAY, "assets:till", "income:sales", 7);
        applyAll();
        book.transfer(SHOP, MONDAY.minusDays(40), "assets:till", "income:sales", 500);
        applyAll();

        assertAllDaysAgree();
    }

    @Test
    void one_batch_may_span_days_on_both_sides_of_the_open_one() {
        book.transfer(SHOP, MONDAY, "assets:till", "income:sales", 1_000);
        applyAll();
        book.transfer(SHOP, MONDAY.minusDays(1), "assets:till", "income:sales", 20);
        book.transfer(SHOP, MONDAY, "assets:till", "income:sales", 3);
        book.transfer(SHOP, MONDAY.plusDays(1), "assets:till", "income:sales", 4);
        book.transfer(SHOP, MONDAY, "assets:till", "income:sales", 5);
        applyAll();

        assertAllDaysAgree();
    }

    /** Rows are what a rebuild is compared by, and its batches are others. */
    @Test
    void how_events_are_put_into_batches_makes_no_difference() {
        Random random = new Random(1);
        try (TestReadModels inOne = new TestReadModels(book)) {
            for (int i = 0; i < 400; i++) {
                int late = random.nextInt(30) == 0 ? random.nextInt(60) : random.nextInt(6);
                LocalDate day = MONDAY.plusDays((i < 200 ? i / 3 : 66 + i / 40) - late);
                book.transfer(SHOP, day, "assets:till", "income:sales", i + 1);
                if (random.nextInt(5) == 0 || i == 399) {
                    applyAll();
                }
            }
            inOne.apply(book.events());

            for (String table : List.of("balances", "closed_days", "backdated_postings", "backdated_sums")) {
                assertThat(rows(models, table)).as(table).isNotEmpty().isEqualTo(rows(inOne, table));
            }
        }
    }

    private static List<String> rows(TestReadModels models, String table) {
        return models.jdbc()
                .sql("select t::text from balances_1.%s t order by 1".formatted(table))
                .query(String.class)
                .list();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_stood_while_many_events_moved_other_currencies_is_kept(boolean inOneBatch) {
        long since = book.post(SHOP, MONDAY, debit("assets:till", JPY, 5), credit("income:sales", JPY, 5))
                .position();
        for (int i = 0; i < Rest.EVENTS_MIN; i++) {
            book.transfer(SHOP, MONDAY, "assets:till", "income:sales", 1);
        }
        if (!inOneBatch) {
            applyAll();
        }
        long until = book.post(SHOP, MONDAY, debit("assets:till", JPY, 1), credit("income:sales", JPY, 1))
                .position();
        applyAll();

        assertThat(models.jdbc()
                        .sql(
                                "select since || ' ' || until || ' ' || currency || ' ' || debits + credits from balances_1.rests")
                        .query(String.class)
                        .list())
                .containsExactly("%d %d JPY 5".formatted(since, until), "%d %d JPY 5".formatted(since, until));
    }

    @Test
    void a_balance_of_38_digits_is_kept_to_the_last_one() {
        book.post(
                SHOP,
                MONDAY,
                new io.pacioli.domain.transaction.Posting(
                        new io.pacioli.domain.account.AccountPath("assets:till"),
                        io.pacioli.domain.transaction.Direction.DEBIT,
                        new io.pacioli.domain.money.Money(
                                new java.math.BigInteger("98765432109876543210987654321098765432"), EUR)),
                new io.pacioli.domain.transaction.Posting(
                        new io.pacioli.domain.account.AccountPath("income:sales"),
                        io.pacioli.domain.transaction.Direction.CREDIT,
                        new io.pacioli.domain.money.Money(
                                new java.math.BigInteger("98765432109876543210987654321098765432"), EUR)));
        applyAll();

        assertAllDaysAgree();
    }

    @Test
    void what_only_moves_reserves_leaves_every_day_as_it_was() {
        book.transfer(SHOP, MONDAY, "assets:till", "income:sales", 1_000);
        applyAll();

        stand("assets:till", totals(1_000, 0), totals(0, 300), 3);
        stand("assets:bank", totals(0, 0), totals(300, 0), 2);

        assertThat(balancesOf("assets:till"))
                .extracting(BalanceRow::totals, BalanceRow::pending, BalanceRow::version)
                .containsExactly(tuple(totals(1_000, 0), totals(0, 300), 3L));
        assertThat(balancesOf("assets:bank"))
                .extracting(BalanceRow::totals, BalanceRow::pending)
                .containsExactly(tuple(totals(0, 0), totals(300, 0)));
        assertAllDaysAgree();

        book.transfer(SHOP, MONDAY.plusDays(1), "assets:bank", "assets:till", 300);
        book.transfer(SHOP, MONDAY.minusDays(1), "assets:bank", "assets:till", 200);
        applyAll();

        assertAllDaysAgree();
        assertThat(balancesOf("assets:till")).extracting(BalanceRow::pending).containsExactly(Totals.ZERO);
        assertThat(models.jdbc()
                        .sql("select count(*) from balances_1.closed_days where debits = 0 and credits = 0")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    /** What an event does to balances that posts nothing, in a batch of its own. */
    private void stand(String path, Totals totals, Totals pending, long version) {
        BalanceAfter after = new BalanceAfter(new AccountPath(path), AccountType.ASSET, EUR, totals, pending, version);
        RecordedEvent event = book.register(SHOP, Currency.of("X" + version + path.length(), 0));
        models.apply(event, batch -> {
            AccountRegister register =
                    AccountRegister.of(batch, models.bean(AccountIds.class), models.bean(LedgerIds.class));
            batch.part(BalanceFold.class, () -> new BalanceFold(register, batch.pace()))
                    .stand(SHOP, Balances.of(List.of(after)), event.position());
        });
    }

    private List<BalanceRow> balancesOf(String path) {
        return models.read(snapshot -> {
            long ledgerId = models.bean(Ledgers.class).id(snapshot, SHOP).orElseThrow();
            long id = models.bean(Accounts.class)
                    .id(snapshot, ledgerId, key(path))
                    .orElseThrow();
            return models.bean(AccountBalances.class).of(snapshot, List.of(id)).getOrDefault(id, List.of());
        });
    }

    private static Totals totals(long debits, long credits) {
        return new Totals(BigInteger.valueOf(debits), BigInteger.valueOf(credits));
    }

    @Test
    void applying_everything_a_second_time_changes_nothing() {
        book.transfer(SHOP, MONDAY, "assets:till", "income:sales", 1_000);
        book.transfer(SHOP, MONDAY.plusDays(1), "assets:bank", "assets:till", 400);
        models.apply(book.events());
        Map<String, List<Map<String, Object>>> before = everything();

        models.apply(book.events());

        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void a_batch_that_overlaps_the_last_one_applies_what_is_new() {
        book.transfer(SHOP, MONDAY, "assets:till", "income:sales", 1_000);
        models.apply(book.events());
        book.transfer(SHOP, MONDAY, "assets:bank", "assets:till", 400);

        models.apply(book.after(3));

        assertThat(now()).isEqualTo(book.totals(SHOP, FOREVER));
    }

    @Test
    void a_gap_in_the_journal_is_refused_and_nothing_is_written() {
        book.transfer(SHOP, MONDAY, "assets:till", "income:sales", 1_000);
        models.apply(book.events().subList(0, 5));
        book.transfer(SHOP, MONDAY, "assets:till", "income:sales", 1_000);
        book.transfer(SHOP, MONDAY, "assets:till", "income:sales", 1_000);

        assertThatThrownBy(() -> models.apply(book.after(7)))
                .hasRootCauseMessage("the read tables stand at position 5 and were given 8 next");

        assertThat((long) models.read(snapshot -> snapshot.position())).isEqualTo(5);
    }

    @Test
    void random_books_agree_with_adding_up_line_by_line() {
        for (long seed = 1; seed <= 5; seed++) {
            LedgerId ledger = LedgerId.of("random-" + seed);
            Random random = new Random(seed);
            book.openLedger(ledger);
            List<String> accounts = List.of("assets:a", "assets:b", "liabilities:c", "income:d", "expenses:e");
            accounts.forEach(account -> book.openAccount(ledger, account));
            for (int i = 0; i < 120; i++) {
                LocalDate date = MONDAY.plusDays(random.nextInt(-70, 70));
                String a = accounts.get(random.nextInt(accounts.size()));
                String b = accounts.get(random.nextInt(accounts.size()));
                String c = accounts.get(random.nextInt(accounts.size()));
                long x = random.nextLong(1, 1_000_000);
                long y = random.nextLong(1, 1_000_000);
                book.post(
                        ledger,
                        date,
                        debit(a, EUR, x + y),
                        credit(b, EUR, x),
                        credit(c, EUR, y),
                        debit(c, JPY, y),
                        credit(a, JPY, y));
                if (random.nextInt(4) == 0) {
                    applyAll();
                }
            }
            applyAll();
            for (int day = -80; day <= 80; day += 7) {
                assertThat(asOf(ledger, MONDAY.plusDays(day))).isEqualTo(book.totals(ledger, MONDAY.plusDays(day)));
            }
            assertThat(at(ledger, null)).isEqualTo(book.totals(ledger, FOREVER));
        }
    }

    private void applyAll() {
        models.apply(book.after(models.read(snapshot -> snapshot.position())));
    }

    private void assertAllDaysAgree() {
        assertThat(now()).isEqualTo(book.totals(SHOP, FOREVER));
        for (LocalDate day = MONDAY.minusDays(70); day.isBefore(MONDAY.plusDays(70)); day = day.plusDays(1)) {
            assertThat(asOf(SHOP, day)).as("at the end of %s", day).isEqualTo(book.totals(SHOP, day));
        }
    }

    private Map<String, Totals> now() {
        return at(SHOP, null);
    }

    private Map<String, Totals> asOf(LedgerId ledger, LocalDate day) {
        return at(ledger, day);
    }

    private Map<String, Totals> at(LedgerId ledger, LocalDate day) {
        return models.read(snapshot -> {
            long id = models.bean(Ledgers.class).id(snapshot, ledger).orElseThrow();
            return models
                    .bean(TrialBalances.class)
                    .of(snapshot, id, new Clocks(day, Clocks.EVERYTHING), null, 1_000)
                    .stream()
                    .collect(toMap(row -> row.account() + " " + row.currency(), TrialBalanceRow::totals));
        });
    }

    private Map<String, List<Map<String, Object>>> everything() {
        return List.of(
                        "ledgers_1.ledgers",
                        "accounts_1.accounts",
                        "balances_1.balances",
                        "balances_1.closed_days",
                        "balances_1.backdated_postings",
                        "balances_1.backdated_sums",
                        "balances_1.rests",
                        "entries_1.entries",
                        "transactions_1.transactions",
                        "projections.generation")
                .stream()
                .collect(toMap(
                        table -> table,
                        table -> models.jdbc()
                                .sql("select t::text as row from %s t order by 1".formatted(table))
                                .query()
                                .listOfRows()));
    }

    AccountKey key(String path) {
        return new AccountKey(SHOP, new io.pacioli.domain.account.AccountPath(path));
    }
}
