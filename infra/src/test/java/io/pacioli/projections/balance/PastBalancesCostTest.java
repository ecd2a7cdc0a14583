package io.pacioli.projections.balance;

import static io.pacioli.projections.Book.EUR;
import static io.pacioli.projections.Book.JPY;
import static io.pacioli.projections.Book.SHOP;
import static io.pacioli.projections.Book.credit;
import static io.pacioli.projections.Book.debit;
import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.domain.account.Totals;
import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.domain.transaction.Posting;
import io.pacioli.domain.transaction.PostingEvent;
import io.pacioli.projections.Book;
import io.pacioli.projections.TestReadModels;
import io.pacioli.projections.snapshot.Clocks;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a balance by both clocks costs where an account's whole history is dated back. */
@TestInstance(Lifecycle.PER_CLASS)
class PastBalancesCostTest {

    private static final int TRANSACTIONS = Integer.getInteger("pacioli.cost.transactions", 100_000);
    private static final int BATCH = 5_000;
    private static final int DAYS = 400;
    private static final int PER_DAY = RecentDays.CARRIED_MAX + 1;
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);

    /** Of one currency: a closed day, the count of backdated postings, 15 of them, 15 sums of each size, a rest and an entry. */
    private static final int ROWS_MAX = 100;

    private static final int PAGES_MAX = 500;

    private static final int PAGES_OF_CARRIED_MAX = 30;

    private static final Pattern ROWS = Pattern.compile("Scan .*actual rows=(\\d+)\\.\\d+ loops=(\\d+)");
    private static final Pattern PAGES = Pattern.compile("Buffers: shared hit=(\\d+)(?: read=(\\d+))?");

    private final Book book = new Book();
    private final TestReadModels models = new TestReadModels(book);
    private long bank;

    @BeforeAll
    void post_everything_late() {
        Random random = new Random(1);
        book.openLedger(SHOP);
        book.openAccount(SHOP, "assets:till");
        book.openAccount(SHOP, "income:sales");
        book.transfer(SHOP, FIRST, "assets:till", "income:sales", 1);
        book.post(SHOP, FIRST, debit("assets:till", JPY, 1), credit("income:sales", JPY, 1));
        for (int i = 0; i < TRANSACTIONS; i++) {
            book.transfer(SHOP, FIRST.minusDays(random.nextInt(1, 10_000)), "assets:till", "income:sales", 1);
        }
        book.post(SHOP, FIRST, debit("assets:till", JPY, 1), credit("income:sales", JPY, 1));
        book.openAccount(SHOP, "assets:bank");
        book.openAccount(SHOP, "income:interest");
        bank = book.events().size() - 1L;
        for (int i = 0; i < DAYS * PER_DAY; i++) {
            // Each day begins with one that is in order; as many as may be carried are late by one to three closed
            // days.
            int late = i % PER_DAY == 0 ? 0 : 2 + (i % 3) * 2;
            book.transfer(SHOP, FIRST.plusDays(2L * (i / PER_DAY) - late), "assets:bank", "income:interest", 1);
        }
        for (int from = 0; from < book.events().size(); from += BATCH) {
            models.apply(book.events()
                    .subList(from, Math.min(from + BATCH, book.events().size())));
        }
        for (String table : List.of("balances", "closed_days", "backdated_postings", "backdated_sums", "rests")) {
            models.jdbc().sql("vacuum analyze balances_1." + table).update();
        }
        models.jdbc().sql("vacuum analyze entries_1.entries").update();
    }

    @AfterAll
    void close() {
        models.close();
    }

    @ParameterizedTest
    @CsvSource({
        "2025-12-31, 0.999999",
        "2010-06-15, 0.999999",
        "2010-06-15, 0.5",
        "2025-12-31, 0.31",
        "1999-01-01, 0.77",
        "2026-01-01, 0.5",
        "           , 0.5",
        "2015-01-01, 1"
    })
    void a_few_dozen_rows_are_looked_at(LocalDate asOf, double knownAt) throws SQLException {
        long position = knownAt == 1 ? Clocks.EVERYTHING : (long) (book.events().size() * knownAt);

        List<String> plan = plan(2, new Clocks(asOf, position));

        long rows = rows(plan);
        // Nothing is in order but the latest day: the planner sees that there are no rows of days, and reads them all.
        assertThat(plan)
                .as(String.join("\n", plan))
                .noneMatch(line -> line.matches(".*Seq Scan on (entries|backdated_).*"));
        // The account is in two currencies.
        assertThat(rows).as(String.join("\n", plan)).isPositive().isLessThanOrEqualTo(2 * ROWS_MAX);
        assertThat(pages(plan)).as(String.join("\n", plan)).isLessThanOrEqualTo(PAGES_MAX);
        assertThat(plan)
                .filteredOn(line -> line.contains("backdated_sums"))
                .allMatch(line -> line.contains("Index Scan"));
    }

    /** What was carried into a day later on is passed over, and nothing of the days that came after. */
    @Test
    void as_many_as_may_be_carried_cost_a_few_dozen_rows() throws SQLException {
        long first = bank + 1;
        for (int i = 1; i < DAYS * PER_DAY; i += 173) {
            LocalDate then = FIRST.plusDays(2L * (i / PER_DAY));
            List<LocalDate> days = new ArrayList<>(List.of(FIRST.plusDays(2L * DAYS - 3)));
            for (int before = 0; before < 10; before++) {
                days.add(then.minusDays(before));
            }
            for (LocalDate asOf : days) {
                List<String> plan = plan(bank, new Clocks(asOf, first + i));

                assertThat(rows(plan)).as(String.join("\n", plan)).isPositive().isLessThanOrEqualTo(ROWS_MAX);
                assertThat(pages(plan)).as(String.join("\n", plan)).isLessThanOrEqualTo(PAGES_OF_CARRIED_MAX);
            }
        }
    }

    /** With sums that are of more days than a row has room for. */
    @Test
    void what_is_read_is_what_adds_up() {
        Random random = new Random(2);
        for (int i = 0; i < 20; i++) {
            Clocks clocks = new Clocks(
                    FIRST.minusDays(random.nextInt(10_100)),
                    random.nextInt(4) == 0
                            ? Clocks.EVERYTHING
                            : random.nextInt(book.events().size() + 1));
            Totals added = Totals.ZERO;
            for (RecordedEvent recorded : book.events()) {
                if (recorded.position() <= clocks.knownAt()
                        && recorded.event() instanceof PostingEvent event
                        && !event.effectiveDate().isAfter(clocks.asOf())) {
                    for (Posting line : event.postings().lines()) {
                        if (line.account().value().equals("assets:till")
                                && line.money().currency().equals(EUR)) {
                            added = added.plus(line);
                        }
                    }
                }
            }
            Totals read = models
                    .read(snapshot -> models.bean(PastBalances.class).of(snapshot, List.of(2L), clocks))
                    .getOrDefault(2L, List.of())
                    .stream()
                    .filter(balance -> balance.currency().equals(EUR))
                    .map(PastBalance::totals)
                    .findFirst()
                    .orElse(Totals.ZERO);
            assertThat(read).as(clocks.toString()).isEqualTo(added);
        }
    }

    private static long rows(List<String> plan) {
        return plan.stream()
                .flatMap(line -> ROWS.matcher(line).results())
                .mapToLong(scan -> Long.parseLong(scan.group(1)) * Long.parseLong(scan.group(2)))
                .sum();
    }

    private static long pages(List<String> plan) {
        MatchResult all = plan.stream()
                .flatMap(line -> PAGES.matcher(line).results())
                .findFirst()
                .orElseThrow();
        return Long.parseLong(all.group(1)) + (all.group(2) == null ? 0 : Long.parseLong(all.group(2)));
    }

    private List<String> plan(long accountId, Clocks clocks) throws SQLException {
        String sql = models.read(snapshot -> {
            models.statements().drain();
            models.bean(PastBalances.class).of(snapshot, List.of(accountId), clocks);
            return models.statements().drain().getFirst();
        });
        String numbered =
                sql.replaceFirst("\\?", "\\$1").replaceFirst("\\?", "\\$2").replaceFirst("\\?", "\\$3");
        String asOf = clocks.asOf() == null ? "null" : "'%s'".formatted(clocks.asOf());
        List<String> plan = new ArrayList<>();
        try (Connection connection = models.connections().getConnection();
                Statement statement = connection.createStatement()) {
            // As it is planned once and for all: for no account, day or position in particular.
            statement.execute("set plan_cache_mode = force_generic_plan");
            statement.execute("prepare past_balance (date, bigint, bigint) as " + numbered);
            try (ResultSet rows =
                    statement.executeQuery("explain (analyze, buffers, timing off) execute past_balance (%s, %d, %d)"
                            .formatted(asOf, clocks.knownAt(), accountId))) {
                while (rows.next()) {
                    plan.add(rows.getString(1));
                }
            }
            statement.execute("deallocate past_balance");
            statement.execute("reset plan_cache_mode");
        }
        return plan;
    }
}
