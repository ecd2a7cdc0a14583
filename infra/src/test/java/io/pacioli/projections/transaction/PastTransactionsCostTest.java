package io.pacioli.projections.transaction;

import static io.pacioli.projections.Book.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.projections.Book;
import io.pacioli.projections.TestReadModels;
import io.pacioli.projections.entry.Scales;
import io.pacioli.projections.filter.AccountPattern;
import io.pacioli.projections.filter.Comparison;
import io.pacioli.projections.filter.Condition;
import io.pacioli.projections.filter.Condition.Term;
import io.pacioli.projections.filter.Field;
import io.pacioli.projections.snapshot.Order;
import io.pacioli.projections.snapshot.ReadSnapshot;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a page of transactions costs as they were known at a position, however many came later. */
@TestInstance(Lifecycle.PER_CLASS)
class PastTransactionsCostTest {

    private static final LocalDate DAY = LocalDate.of(2026, 1, 1);
    private static final Scales SCALES = new Scales(List.of(Book.EUR));
    private static final LedgerId MIXED = LedgerId.of("mixed");
    private static final long FIRST = 1_000_000;
    private static final int LIMIT = 51;
    private static final long LEVELS_OF_INDEX = 4;

    /** A ledger in the order of its days, each of which has thousands of transactions. */
    private static final int DAYS = 20;

    private static final int TRANSACTIONS_OF_DAY = 20_000;

    /** Another in no order of its days. */
    private static final int TRANSACTIONS_OF_MIXED = 50_000;

    /** A ledger of holds that have all ended, most of them soon. */
    private static final long HELD = 99;

    private static final int HOLDS = 200_000;

    private static final Term PENDING = new Term(Field.STATUS, Comparison.ONE_OF, List.of("pending"));
    private static final Term SINCE = new Term(Field.EFFECTIVE_DATE, Comparison.AT_LEAST, List.of(DAY));
    private static final Term OF_TILL =
            new Term(Field.ACCOUNT, Comparison.ONE_OF, List.of(AccountPattern.parse("assets:till")));

    private final Book book = new Book();
    private final TestReadModels models = new TestReadModels(book);
    private long shop;
    private long mixed;

    @BeforeAll
    void fill() {
        shop = fill(SHOP, DAYS * TRANSACTIONS_OF_DAY, "i / " + TRANSACTIONS_OF_DAY);
        mixed = fill(MIXED, TRANSACTIONS_OF_MIXED, "i * 7919 % 365");
        models.jdbc().sql("""
                        insert into transactions_1.former
                          (position, ledger_id, since, until, id, effective_date, status, tenant)
                        select ? + i, ?, ? + i, ? + i + case when i % 997 = 0 then 60000 else 1 + i * 7919 % 50 end,
                          gen_random_uuid(), date '2026-01-01' + (i % 365)::integer, 'pending', 'default'
                        from generate_series(1, ?::bigint) i""").params(FIRST, HELD, FIRST, FIRST, HOLDS).update();
        models.jdbc().sql("vacuum analyze").update();
    }

    /** @param day of the transaction i, counted from the first day on */
    private long fill(LedgerId ledger, int transactions, String day) {
        long id = book.openLedger(ledger).position();
        book.openAccount(ledger, "income:sales");
        long till = book.openAccount(ledger, "assets:till").position();
        book.transfer(ledger, DAY, "assets:till", "income:sales", 100);
        models.apply(book.events().subList((int) id - 1, book.events().size()));
        models.jdbc().sql("""
                        insert into transactions_1.transactions
                          (position, ledger_id, journal_number, id, effective_date, tenant)
                        select ? + i, ?, 10 + i, gen_random_uuid(), date '2026-01-01' + (%s)::integer, 'default'
                        from generate_series(1, ?::bigint) i""".formatted(day)).params(FIRST, id, transactions).update();
        models.jdbc().sql("""
                        insert into entries_1.entries (account_id, position, effective_date, line, direction, currency, amount,
                          debits, credits, tenant)
                        select ?, position, effective_date, 0, 'd', 'EUR', 1, 1, 0, tenant from transactions_1.transactions
                        where ledger_id = ? and position > ?""").params(till, id, FIRST).update();
        return id;
    }

    @AfterAll
    void close() {
        models.close();
    }

    /** One after the other, those of the later days would be about a thousand blocks of the index. */
    @ParameterizedTest
    @EnumSource(Order.class)
    void what_was_recorded_later_is_skipped_day_by_day(Order order) {
        long known = FIRST + DAYS * TRANSACTIONS_OF_DAY / 2;
        TransactionPlace place = new TransactionPlace(DAY.plusDays(5), known - 5 * TRANSACTIONS_OF_DAY + 1_000);
        for (Condition condition : List.of(SINCE, SINCE.and(OF_TILL))) {
            // Each entry of an account is looked up among the transactions.
            long perPage = condition.equals(SINCE) ? LIMIT : 5 * LIMIT;
            long first = looked(shop, condition, known, order, TransactionPlace.before(order));
            long next = looked(shop, condition, known, order, place);

            assertThat(List.of(first, next)).allMatch(blocks -> blocks < LEVELS_OF_INDEX * (DAYS + perPage));
        }
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    void what_was_known_is_left_where_the_page_is_full(Order order) {
        long known = FIRST + TRANSACTIONS_OF_MIXED / 2;
        for (Condition condition : List.of(SINCE, SINCE.and(OF_TILL))) {
            long first = looked(mixed, condition, known, order, TransactionPlace.before(order));
            long next = looked(mixed, condition, known, order, new TransactionPlace(DAY.plusDays(100), known - 5_000));

            assertThat(List.of(first, next)).allMatch(blocks -> blocks < LEVELS_OF_INDEX * 8 * LIMIT);
        }
    }

    /** One after the other, tens of thousands of holds that had ended would be passed. */
    @ParameterizedTest
    @EnumSource(Order.class)
    void what_was_pending_is_found_however_much_had_ended(Order order) {
        long known = FIRST + HOLDS / 2;
        for (Condition condition : List.of(PENDING, PENDING.and(SINCE))) {
            long blocks = looked(HELD, condition, known, order, TransactionPlace.before(order));

            assertThat(blocks).isLessThan(LEVELS_OF_INDEX * (63 + 4 * LIMIT));
        }
    }

    @Test
    void what_was_pending_is_found_at_any_position() {
        Random random = new Random(5);
        for (int i = 0; i < 30; i++) {
            long known = FIRST + random.nextInt(HOLDS + 60_000);
            long expected = models.jdbc()
                    .sql("select count(*) from transactions_1.former where ledger_id = ? and since <= ? and until > ?")
                    .params(HELD, known, known)
                    .query(Long.class)
                    .single();

            long counted = models.read(snapshot ->
                    models.bean(FilteredTransactions.class).count(snapshot, HELD, SCALES, PENDING, known, 1_000));

            assertThat(counted).as("at " + known).isEqualTo(expected);
        }
    }

    /** How many blocks are looked at for a page, which has to be full. */
    private long looked(long ledgerId, Condition condition, long knownAt, Order order, TransactionPlace place) {
        return models.read(snapshot -> {
            snapshot.bound(Duration.ofSeconds(60));
            long before = looked(snapshot);
            assertThat(models.bean(FilteredTransactions.class)
                            .page(snapshot, ledgerId, SCALES, condition, knownAt, order, place, LIMIT))
                    .hasSize(LIMIT);
            return looked(snapshot) - before;
        });
    }

    private static long looked(ReadSnapshot snapshot) {
        return snapshot.query("""
                        select sum(pg_stat_get_xact_blocks_fetched(c.oid))
                        from pg_class c join pg_namespace n on n.oid = c.relnamespace
                        where n.nspname ~ '^(transactions|entries|holds|balances)_'""").query(Long.class).single();
    }
}
