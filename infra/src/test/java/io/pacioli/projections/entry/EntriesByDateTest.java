package io.pacioli.projections.entry;

import static io.pacioli.projections.Book.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.domain.money.CurrencyCode;
import io.pacioli.projections.Book;
import io.pacioli.projections.TestReadModels;
import io.pacioli.projections.snapshot.Clocks;
import io.pacioli.projections.snapshot.Order;
import io.pacioli.projections.snapshot.ReadSnapshot;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a page in effective order costs where an account has many entries, recorded in no order of their days. */
@TestInstance(Lifecycle.PER_CLASS)
class EntriesByDateTest {

    private static final LocalDate DAY = LocalDate.of(2026, 1, 1);
    private static final CurrencyCode EUR = new CurrencyCode("EUR");
    private static final long TILL = 2;
    private static final int ENTRIES = 100_000;
    private static final int LIMIT = 51;

    /** An account with thousands of entries for each of a few days. */
    private static final long BUSY = 900;

    private static final long FIRST_OF_BUSY = 1_000_000;
    private static final int BUSY_DAYS = 20;
    private static final long LEVELS_OF_INDEX = 4;

    private final Book book = new Book();
    private final TestReadModels models = new TestReadModels(book);

    @BeforeAll
    void fill() {
        book.openLedger(SHOP);
        book.openAccount(SHOP, "assets:till");
        book.openAccount(SHOP, "income:sales");
        book.transfer(SHOP, DAY, "assets:till", "income:sales", 100);
        models.apply(book.events());
        models.jdbc().sql("""
                        insert into entries_1.entries (account_id, position, effective_date, line, direction, currency, amount,
                          debits, credits, tenant)
                        select ?, 1000 + i, date '2026-01-01' + (i * 7919 % 365)::integer, 0, 'd', 'EUR', 1, i, 0, 'default'
                        from generate_series(1, ?::bigint) i""").param(TILL).param(ENTRIES).update();
        models.jdbc()
                .sql("""
                        insert into entries_1.entries (account_id, position, effective_date, line, direction, currency, amount,
                          debits, credits, tenant)
                        select ?, ? + i, date '2026-01-01' + (i % ?)::integer, 0, 'd', 'EUR', 1, i, 0, 'default'
                        from generate_series(1, ?::bigint) i""")
                .param(BUSY)
                .param(FIRST_OF_BUSY)
                .param(BUSY_DAYS)
                .param(4 * ENTRIES)
                .update();
        models.jdbc().sql("""
                        insert into balances_1.balances (account_id, version, position, day, scale, currency, debits, credits,
                          pending_debits, pending_credits, tenant)
                        values (?, 1, 1, '2026-01-01', 2, 'EUR', 1, 0, 0, 0, 'default')""").param(BUSY).update();
        models.jdbc().sql("vacuum analyze entries_1.entries").update();
    }

    @AfterAll
    void close() {
        models.close();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-01, 0, 2026-12-31, 999999",
        "2026-07-01, 50000, 2026-12-31, 999999",
        "2026-12-30, 90000, 2026-12-31, 999999"
    })
    void a_page_fetches_its_own_rows_and_no_others(LocalDate day, long position, LocalDate to, long knownAt) {
        EntriesByDate entries = models.bean(EntriesByDate.class);

        long fetched = fetched(snapshot -> entries.page(
                snapshot,
                List.of(new EntriesByDate.Section(TILL, EUR), new EntriesByDate.Section(TILL + 1, EUR)),
                new EntriesByDate.Place(day, position, 0),
                DAY,
                to,
                knownAt,
                LIMIT));

        // The rest of a day, and the days behind it, have room for a page each.
        assertThat(fetched).isBetween((long) LIMIT, 2L * LIMIT);
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    void so_does_a_page_of_all_currencies_in_either_order(Order order) {
        EntriesByDate entries = models.bean(EntriesByDate.class);

        long fetched = fetched(snapshot -> entries.page(
                snapshot,
                TILL,
                order,
                new Clocks(DAY.plusDays(200), 60_000),
                new EntriesByDate.Place(DAY.plusDays(100), 30_000, 0),
                LIMIT));

        assertThat(fetched).isBetween((long) LIMIT, LIMIT + 10L);
    }

    /** Were they passed one by one, a few thousand pages of the index would be. */
    @ParameterizedTest
    @EnumSource(Order.class)
    void what_was_recorded_later_is_skipped_day_by_day(Order order) {
        EntriesByDate entries = models.bean(EntriesByDate.class);
        Clocks known = new Clocks(null, FIRST_OF_BUSY + 20);
        EntriesByDate.Place place = EntriesByDate.Place.before(order);

        long looked = models.read(snapshot -> {
            long before = looked(snapshot);
            assertThat(entries.page(snapshot, BUSY, order, known, place, LIMIT)).hasSize(20);
            return looked(snapshot) - before;
        });
        long lookedBySection = models.read(snapshot -> {
            long before = looked(snapshot);
            assertThat(entries.page(
                            snapshot,
                            List.of(new EntriesByDate.Section(BUSY, EUR)),
                            EntriesByDate.Place.before((LocalDate) null),
                            null,
                            null,
                            known.knownAt(),
                            LIMIT))
                    .hasSize(20);
            return looked(snapshot) - before;
        });

        assertThat(List.of(looked, lookedBySection)).allMatch(pages -> pages < BUSY_DAYS * LEVELS_OF_INDEX + 50L);
    }

    private static long looked(ReadSnapshot snapshot) {
        return snapshot.query("select pg_stat_get_xact_blocks_fetched('{entries}.entries_by_date'::regclass)")
                .query(Long.class)
                .single();
    }

    @Test
    void pages_follow_each_other() {
        EntriesByDate entries = models.bean(EntriesByDate.class);
        EntriesByDate.Place place = EntriesByDate.Place.before(DAY.plusDays(7));
        long total = 0;
        List<EntriesByDate.Found> page;
        do {
            EntriesByDate.Place beyond = place;
            page = models.read(snapshot -> entries.page(
                    snapshot,
                    List.of(new EntriesByDate.Section(TILL, EUR)),
                    beyond,
                    DAY.plusDays(7),
                    DAY.plusDays(7),
                    Clocks.EVERYTHING,
                    LIMIT));
            total += page.size();
            if (!page.isEmpty()) {
                EntryRow last = page.getLast().entry();
                place = new EntriesByDate.Place(last.effectiveDate(), last.position(), last.line());
            }
        } while (!page.isEmpty());

        assertThat(total)
                .isEqualTo(models.jdbc()
                        .sql("select count(*) from entries_1.entries where account_id = ? and effective_date = ?")
                        .param(TILL)
                        .param(DAY.plusDays(7))
                        .query(Long.class)
                        .single());
    }

    /** How many rows of the table are looked at for a page, which has to be full. */
    private long fetched(Function<ReadSnapshot, List<?>> page) {
        return models.read(snapshot -> {
            long before = fetchedSoFar(snapshot);
            assertThat(page.apply(snapshot)).hasSize(LIMIT);
            return fetchedSoFar(snapshot) - before;
        });
    }

    private static long fetchedSoFar(ReadSnapshot snapshot) {
        return snapshot.query("""
                        select coalesce(idx_tup_fetch, 0) + coalesce(seq_tup_read, 0) from pg_stat_xact_user_tables
                        where relid = '{entries}.entries'::regclass""").query(Long.class).single();
    }
}
