package io.pacioli.projections.filter;

import static io.pacioli.projections.Book.EUR;
import static io.pacioli.projections.Book.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.decision.RequestRefused;
import io.pacioli.projections.Book;
import io.pacioli.projections.TestReadModels;
import io.pacioli.projections.entry.Scales;
import io.pacioli.projections.snapshot.Clocks;
import io.pacioli.projections.snapshot.ReadSnapshot;
import io.pacioli.projections.transaction.FilteredTransactions;
import io.pacioli.query.filter.FilterLanguage;
import io.pacioli.query.filter.FilterMalformed;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Patterns that stand for more accounts than can be looked up. */
@TestInstance(Lifecycle.PER_CLASS)
class BroadFiltersTest {

    private static final int GROUPS = 10;

    private final Book book = new Book();
    private final TestReadModels models = new TestReadModels(book);

    @BeforeAll
    void fill() {
        book.openLedger(SHOP);
        for (int i = 0; i < 10_010; i++) {
            book.openAccount(SHOP, "assets:g%d:u%d".formatted(i % GROUPS, i));
        }
        book.transfer(SHOP, LocalDate.of(2026, 3, 1), "assets:g0:u0", "assets:g1:u1", 100);
        models.apply(book.events());
    }

    @AfterAll
    void close() {
        models.close();
    }

    @Test
    void a_pattern_for_too_many_accounts_is_refused() {
        expectTooBroad("account==assets:*:*");
        expectTooBroad("account==assets:**,account==assets:g0:u0");

        assertThat(count("account==assets:g0:*")).isEqualTo(1);
        assertThat(count("account==assets:g2:*")).isZero();
    }

    @Test
    void what_many_accounts_may_be_looked_up_in_is_less() {
        expectTooBroad("account==assets:g0:*,metadata.k=in=(%s)".formatted(numbers(98)));

        assertThat(count("account==assets:g0:*,metadata.k=in=(%s)".formatted(numbers(97))))
                .isEqualTo(1);
    }

    @Test
    void accounts_that_were_not_known_then_do_not_count() {
        assertThat(count("account==assets:*:*", 9_000)).isZero();
    }

    /** An index that is given all accounts together with one of them sorts them all, each time. */
    @Test
    void each_account_is_looked_up_by_itself() {
        assertThat(plan("account==assets:g0:*;amount=gt=1", 9_000))
                .filteredOn(line -> line.contains("Index Cond:") && line.contains("account_id"))
                .hasSizeGreaterThan(1)
                .noneMatch(line -> line.contains("ANY"));
    }

    /** Of each account there are as many entries as a page has rows, and each would be looked up. */
    @Test
    void a_transaction_is_not_looked_up_for_what_its_entry_tells() {
        String only = "account==assets:g0:*;amount=gt=1";

        // What was held has entries elsewhere, which are few.
        assertThat(lookups(only)).isEqualTo(1);
        assertThat(lookups(only + ";effectiveDate=ge=2026-01-01")).isEqualTo(1);
        assertThat(lookups(only + ";reference!=x")).isEqualTo(2);
    }

    private long lookups(String filter) {
        return plan(filter, Clocks.EVERYTHING).stream()
                .filter(line -> line.matches(".* on transactions( .*)?"))
                .count();
    }

    private List<String> plan(String filter, long knownAt) {
        List<String> executed = models.read(snapshot -> {
            models.statements().drain();
            count(snapshot, filter, knownAt);
            return models.statements().drain();
        });
        return Plans.of(models.connections(), executed.getLast());
    }

    private static String numbers(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).collect(Collectors.joining(","));
    }

    private void expectTooBroad(String filter) {
        assertThatThrownBy(() -> count(filter))
                .isInstanceOfSatisfying(
                        RequestRefused.class,
                        refused -> assertThat(refused.code()).isEqualTo(ProblemCode.FILTER_TOO_BROAD));
    }

    private long count(String filter) {
        return count(filter, Clocks.EVERYTHING);
    }

    private long count(String filter, long knownAt) {
        return models.read(snapshot -> count(snapshot, filter, knownAt));
    }

    private long count(ReadSnapshot snapshot, String filter, long knownAt) {
        try {
            Condition condition = FilterLanguage.TRANSACTIONS.parse(filter);
            return models.bean(FilteredTransactions.class)
                    .count(snapshot, 1, new Scales(List.of(EUR)), condition, knownAt, 10);
        } catch (FilterMalformed e) {
            throw new IllegalArgumentException(filter, e);
        }
    }
}
