package io.pacioli.projections.batch;

import static io.pacioli.projections.Book.EUR;
import static io.pacioli.projections.Book.SHOP;
import static io.pacioli.projections.Book.credit;
import static io.pacioli.projections.Book.debit;
import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.domain.transaction.Posting;
import io.pacioli.domain.transaction.TransactionHeld;
import io.pacioli.projections.Book;
import io.pacioli.projections.TestReadModels;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A batch that rests while it is written makes of the same events what one makes that does not. */
class WritingInPiecesTest {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 30);
    private static final int ACCOUNTS = 200;
    private static final int TRANSACTIONS = 500;
    private static final List<String> TABLES = List.of(
            "entries_1.entries",
            "entries_1.hold_entries",
            "transactions_1.transactions",
            "balances_1.balances",
            "balances_1.closed_days",
            "balances_1.backdated_postings",
            "balances_1.backdated_sums");

    private final Book book = new Book();
    private final Random random = new Random(1);

    @BeforeEach
    void open() {
        book.openLedger(SHOP);
        for (int i = 0; i < ACCOUNTS; i++) {
            book.openAccount(SHOP, "assets:a" + i);
        }
        for (int i = 0; i < TRANSACTIONS; i++) {
            book.transfer(SHOP, DAY.plusDays(random.nextInt(40)), account(), "assets:a0", 100 + i);
            List<Posting> lines = List.of(debit(account(), EUR, 5), credit("assets:a0", EUR, 5));
            TransactionHeld held =
                    (TransactionHeld) book.hold(SHOP, DAY, Map.of(), lines).event();
            if (i % 2 == 0) {
                book.postHold(SHOP, held.transaction(), DAY, lines);
            }
        }
    }

    private String account() {
        return "assets:a" + (1 + random.nextInt(ACCOUNTS - 1));
    }

    @Test
    void every_table_is_the_same() {
        try (TestReadModels atOnce = new TestReadModels(book);
                TestReadModels inPieces = new TestReadModels(book)) {
            apply(atOnce, 0);
            apply(inPieces, 1);

            assertThat(inPieces.bean(RestingPace.class).restedNanos()).isPositive();
            assertThat(atOnce.bean(RestingPace.class).restedNanos()).isZero();
            for (String table : TABLES) {
                assertThat(rows(inPieces, table)).as(table).isNotEmpty().isEqualTo(rows(atOnce, table));
            }
        }
    }

    private void apply(TestReadModels models, double rests) {
        int half = book.events().size() / 2;
        for (var events : List.of(
                book.events().subList(0, half),
                book.events().subList(half, book.events().size()))) {
            models.bean(RestingPace.class).begin(rests);
            models.apply(events);
        }
    }

    private static List<String> rows(TestReadModels models, String table) {
        return models.jdbc()
                .sql("select t::text from %s t order by 1".formatted(table))
                .query(String.class)
                .list();
    }
}
