package io.pacioli.query.statement;

import static io.pacioli.projections.Book.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.projections.Book;
import io.pacioli.projections.TestReadModels;
import io.pacioli.projections.account.Accounts;
import io.pacioli.projections.balance.PastBalances;
import io.pacioli.projections.entry.EntriesByDate;
import io.pacioli.projections.snapshot.Clocks;
import io.pacioli.query.report.Period;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** Pages of a ledger most of whose accounts never held anything. */
class LedgerPagesTest {

    private static final int IDLE_ACCOUNTS = 10_000;
    private static final int LIMIT = 10;

    @Test
    void a_page_ends_after_many_accounts_and_the_next_one_goes_on_behind_them() {
        Book book = new Book();
        try (TestReadModels models = new TestReadModels(book)) {
            long ledgerId = book.openLedger(SHOP).position();
            book.openAccount(SHOP, "assets:a");
            book.openAccount(SHOP, "assets:z");
            book.transfer(SHOP, LocalDate.of(2026, 1, 1), "assets:a", "assets:z", 100);
            models.apply(book.events());
            models.jdbc().sql("""
                            insert into accounts_1.accounts
                              (account_id, ledger_id, opened_at, tenant, path, type, metadata_keys, metadata_values)
                            select 1000 + i, ?, now(), 'default', 'assets:idle' || i, 'asset', '{}', '{}'
                            from generate_series(1, ?::bigint) i""").param(ledgerId).param(IDLE_ACCOUNTS).update();
            LedgerPages pages = new LedgerPages(
                    models.bean(Accounts.class),
                    new Movements(models.bean(PastBalances.class)),
                    new Lines(models.bean(EntriesByDate.class)));
            LedgerPages.Question question =
                    new LedgerPages.Question(SHOP, ledgerId, new Period(null, null), null, Clocks.EVERYTHING);

            LedgerPages.Found first = models.read(snapshot -> pages.page(snapshot, question, null, LIMIT));
            LedgerPages.Found second = models.read(snapshot -> pages.page(snapshot, question, first.lookedAt(), LIMIT));

            assertThat(first.lines()).extracting(LedgerPagesTest::path).containsExactly("assets:a");
            assertThat(first.lookedAt()).isNotNull();
            assertThat(second.lines()).extracting(LedgerPagesTest::path).containsExactly("assets:z");
            assertThat(second.lookedAt()).isNull();
        }
    }

    private static String path(LedgerLine line) {
        return line.movement().account().path().value();
    }
}
