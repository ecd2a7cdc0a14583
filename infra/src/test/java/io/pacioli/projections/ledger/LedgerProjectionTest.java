package io.pacioli.projections.ledger;

import static io.pacioli.projections.Book.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.ledger.ClosingEntriesRecorded;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.ledger.PeriodClosed;
import io.pacioli.domain.ledger.PeriodReopened;
import io.pacioli.domain.ledger.Reason;
import io.pacioli.domain.money.Currency;
import io.pacioli.projections.Book;
import io.pacioli.projections.TestReadModels;
import io.pacioli.projections.snapshot.Order;
import io.pacioli.projections.snapshot.ReadSnapshot;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerProjectionTest {

    private static final LocalDate JANUARY = LocalDate.of(2026, 1, 31);
    private static final LedgerId OTHER = LedgerId.of("other");
    private static final Reason AUDIT = new Reason("Audit");

    private final Book book = new Book();
    private final TestReadModels models = new TestReadModels(book);

    @AfterEach
    void close() {
        models.close();
    }

    private LedgerRow ledger(LedgerId id) {
        return models.read(
                snapshot -> models.bean(Ledgers.class).find(snapshot, id).orElseThrow());
    }

    private List<Long> changes(Order order, long beyond, int limit) {
        return periods(order, beyond, limit).stream()
                .map(PeriodChange::position)
                .toList();
    }

    private List<PeriodChange> periods(Order order, long beyond, int limit) {
        return models.read(snapshot -> models.bean(PeriodChanges.class).page(snapshot, 1, order, beyond, limit));
    }

    /** However the events fall into batches, the tables are the same after them. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 100})
    void a_ledger_is_what_its_events_come_to_in_whatever_batches_they_come(int perBatch) {
        book.openLedger(SHOP);
        book.openLedger(OTHER);
        book.record(new PeriodClosed(SHOP, JANUARY, 2));
        book.register(OTHER, Currency.of("BTC", 8));
        book.record(new PeriodClosed(OTHER, JANUARY, 3));
        book.register(SHOP, Currency.of("BTC", 8));
        book.record(new PeriodReopened(SHOP, JANUARY.minusDays(1), AUDIT, 4));
        book.record(new PeriodReopened(OTHER, null, AUDIT, 4));

        for (long position = 0; position < book.events().size(); position = models.read(ReadSnapshot::position)) {
            models.apply(book.after(position).stream().limit(perBatch).toList());
        }

        LedgerRow shop = ledger(SHOP);
        assertThat(shop.closedThrough()).isEqualTo(JANUARY.minusDays(1));
        assertThat(shop.version()).isEqualTo(4);
        assertThat(shop.position()).isEqualTo(7);
        assertThat(shop.currencies()).containsExactly(Book.EUR, Book.JPY, Currency.of("BTC", 8));
        LedgerRow other = ledger(OTHER);
        assertThat(other.closedThrough()).isNull();
        assertThat(other.version()).isEqualTo(4);
        assertThat(other.position()).isEqualTo(8);
        assertThat(changes(Order.OLDEST_FIRST, 0, 10)).containsExactly(3L, 7L);
        assertThat(changes(Order.NEWEST_FIRST, Long.MAX_VALUE, 10)).containsExactly(7L, 3L);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 100})
    void closing_entries_belong_to_the_closing_before_them(int perBatch) {
        AccountPath account = new AccountPath("equity:retained");
        book.openLedger(SHOP);
        book.record(new PeriodClosed(SHOP, JANUARY, 2));
        book.record(new PeriodClosed(SHOP, JANUARY.plusDays(1), 3, account));
        book.record(new ClosingEntriesRecorded(SHOP, JANUARY.plusDays(1), account, null, 4));
        book.record(new PeriodReopened(SHOP, null, AUDIT, 5));

        for (long position = 0; position < book.events().size(); position = models.read(ReadSnapshot::position)) {
            models.apply(book.after(position).stream().limit(perBatch).toList());
        }

        assertThat(periods(Order.OLDEST_FIRST, 0, 10))
                .containsExactly(new PeriodChange(2, null), new PeriodChange(3, 4L), new PeriodChange(5, null));
        assertThat(ledger(SHOP).version()).isEqualTo(5);
    }

    @Test
    void a_page_begins_beyond_the_one_before() {
        book.openLedger(SHOP);
        for (int i = 0; i < 5; i++) {
            book.record(new PeriodClosed(SHOP, JANUARY.plusDays(i), 2 + i));
        }
        models.apply(book.events());

        assertThat(changes(Order.OLDEST_FIRST, 3, 2)).containsExactly(4L, 5L);
        assertThat(changes(Order.NEWEST_FIRST, 4, 2)).containsExactly(3L, 2L);
        assertThat(changes(Order.NEWEST_FIRST, 2, 2)).isEmpty();
    }
}
