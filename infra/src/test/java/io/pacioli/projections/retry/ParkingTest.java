package io.pacioli.projections.retry;

import static io.pacioli.projections.Book.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.decision.RequestRefused;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.infra.eventstore.RecordedEventMessage;
import io.pacioli.infra.eventstore.RecordedEvents;
import io.pacioli.projections.Book;
import io.pacioli.projections.TestReadModels;
import io.pacioli.projections.batch.ProjectionBatches;
import io.pacioli.projections.generation.Generations;
import io.pacioli.projections.generation.Projection;
import io.pacioli.projections.ledger.Ledgers;
import io.pacioli.projections.parking.ParkedLedger;
import io.pacioli.projections.parking.ParkedLedgers;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of an event that a projection cannot take in, on a real PostgreSQL. */
@Timeout(120)
class ParkingTest {

    private static final LedgerId OTHER = LedgerId.of("other");
    private static final LocalDate DAY = LocalDate.of(2026, 1, 1);
    private static final List<Projection> ALL = List.of(Projection.values());

    private final Book book = new Book();
    private final TestReadModels models = new TestReadModels(book);
    private final ParkedLedgers parked = models.bean(ParkedLedgers.class);
    private int applied;

    @BeforeEach
    void open() {
        for (LedgerId ledger : List.of(SHOP, OTHER)) {
            book.openLedger(ledger);
            book.openAccount(ledger, "assets:bank");
            book.openAccount(ledger, "income:sales");
        }
        trade(5);
        project();
    }

    @AfterEach
    void close() {
        models.close();
    }

    @Test
    void a_projection_that_fails_on_an_event_parks_that_ledger_and_goes_on_with_the_others() throws SQLException {
        occupy("assets:taken");
        trade(20);
        RecordedEvent culprit = book.openAccount(OTHER, "assets:taken");
        trade(20);
        book.openAccount(OTHER, "assets:later");
        book.openAccount(SHOP, "assets:later");

        assertThatThrownBy(this::project).hasRootCauseMessage("""
                ERROR: duplicate key value violates unique constraint "accounts_ledger_id_path_key"
                  Detail: Key (ledger_id, path)=(4, assets:taken) already exists.
                  Where: COPY accounts, line 1""");
        project();

        ParkedLedger found = only();
        assertThat(found.generation().projection()).isEqualTo(Projection.ACCOUNTS);
        assertThat(found.ledger()).isEqualTo(OTHER);
        assertThat(found.position()).isEqualTo(culprit.position());
        assertThat(found.cause()).contains("assets:taken");
        assertThat(paths(SHOP)).contains("assets:later");
        assertThat(paths(OTHER)).contains("assets:taken").doesNotContain("assets:later");
        assertThat(position()).isEqualTo(book.events().size());
        assertThat(isShown(SHOP)).isTrue();
        assertThatThrownBy(() -> isShown(OTHER))
                .isInstanceOfSatisfying(
                        RequestRefused.class,
                        refused -> assertThat(refused.code()).isEqualTo(ProblemCode.LEDGER_PARKED));

        trade(3);
        book.openAccount(OTHER, "assets:latest");
        project();
        assertThat(paths(OTHER)).doesNotContain("assets:latest");
        assertThat(position()).isEqualTo(book.events().size());
    }

    @Test
    void what_was_passed_over_is_made_up_for_when_it_is_tried_again() throws SQLException {
        occupy("assets:taken");
        book.openAccount(OTHER, "assets:taken");
        trade(10);
        book.openAccount(OTHER, "assets:later");
        assertThatThrownBy(this::project).isNotNull();
        project();

        retry();
        assertThat(only().retries()).isOne();
        assertThat(only().wish()).isNull();

        models.jdbc()
                .sql("delete from accounts_1.accounts where account_id = 999999")
                .update();
        retry();

        assertThat(parked.of(ALL, 10)).isEmpty();
        assertThat(isShown(OTHER)).isTrue();
        assertThat(paths(OTHER)).contains("assets:taken", "assets:later");
        book.openAccount(OTHER, "assets:latest");
        project();
        assertThat(paths(OTHER)).contains("assets:latest");
    }

    @Test
    void an_event_is_skipped_with_a_reason_that_stays_on_record() throws SQLException {
        occupy("assets:taken");
        RecordedEvent culprit = book.openAccount(OTHER, "assets:taken");
        book.openAccount(OTHER, "assets:later");
        assertThatThrownBy(this::project).isNotNull();
        project();

        parked.skip(ALL, OTHER, "it is there under another id", "ann", true);
        assertThat(work()).isFalse();
        parked.skip(ALL, OTHER, "it is there under another id", "ann", false);
        assertThat(work()).isTrue();

        assertThat(parked.of(ALL, 10)).isEmpty();
        assertThat(paths(OTHER)).contains("assets:later");
        assertThat(models.jdbc()
                        .sql("select skipped_by || ': ' || reason || ' at ' || position from projections.skipped")
                        .query(String.class)
                        .single())
                .isEqualTo("ann: it is there under another id at " + culprit.position());
    }

    @Test
    void where_a_handler_fails_every_projection_parks_the_ledger_and_takes_it_in_again() throws SQLException {
        trade(7);
        RecordedEvent culprit = book.transfer(OTHER, DAY.plusDays(3), "assets:bank", "income:sales", 700);
        trade(8);
        models.poison(culprit.position());
        assertThatThrownBy(this::project).hasStackTraceContaining("poison");
        project();

        assertThat(parked.of(ALL, 10))
                .hasSameSizeAs(ALL)
                .allSatisfy(each -> assertThat(each.position()).isEqualTo(culprit.position()));
        assertThat(parked.counts()).containsEntry("balances", 1L);
        assertThat(debits(SHOP)).isEqualTo(expected(SHOP));
        assertThat(debits(OTHER)).isLessThan(expected(OTHER));

        models.poison(0);
        retry();

        assertThat(parked.of(ALL, 10)).isEmpty();
        assertThat(debits(OTHER)).isEqualTo(expected(OTHER));
        trade(4);
        project();
        assertThat(debits(OTHER)).isEqualTo(expected(OTHER));
        assertThat(debits(SHOP)).isEqualTo(expected(SHOP));
    }

    private void trade(int transfers) {
        for (int i = 0; i < transfers; i++) {
            int event = book.events().size();
            for (LedgerId ledger : List.of(SHOP, OTHER)) {
                book.transfer(ledger, DAY.plusDays(event / 6), "assets:bank", "income:sales", event);
            }
        }
    }

    /** Somebody has put a row where the account of that path will be. */
    private void occupy(String path) {
        models.jdbc().sql("""
                        insert into accounts_1.accounts
                        select (jsonb_populate_record(a, jsonb_build_object('account_id', 999999, 'path', ?::text))).*
                        from accounts_1.accounts a join ledgers_1.ledgers l on l.ledger_id = a.ledger_id
                        where l.slug = 'other' and a.path = 'assets:bank'""").param(path).update();
    }

    private void project() {
        List<RecordedEvent> events = book.after(applied);
        models.apply(events);
        applied += events.size();
    }

    private void retry() throws SQLException {
        parked.retry(ALL, null, "ann", false);
        for (int step = 0; work(); step++) {
            assertThat(step).isLessThan(100);
        }
    }

    private boolean work() throws SQLException {
        Retrying retrying = new Retrying(
                models.bean(Generations.class),
                models.bean(ProjectionBatches.class),
                models.handlers(),
                (ledger, after, limit) -> book.events().stream()
                        .filter(event -> event.event().ledger().equals(ledger) && event.journalNumber() > after)
                        .limit(limit)
                        .<TrackedEventMessage<?>>map(RecordedEvents::message)
                        .toList(),
                event -> ((RecordedEventMessage) event).recorded());
        try (Connection connection = models.connections().getConnection()) {
            return retrying.work(connection);
        }
    }

    private ParkedLedger only() {
        List<ParkedLedger> found = parked.of(ALL, 10);
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private boolean isShown(LedgerId ledger) {
        return models.read(
                snapshot -> models.bean(Ledgers.class).find(snapshot, ledger).isPresent());
    }

    private long position() {
        return models.read(snapshot -> snapshot.position());
    }

    private List<String> paths(LedgerId ledger) {
        return models.read(snapshot ->
                snapshot.query("""
                        select a.path from {accounts}.accounts a join {ledgers}.ledgers l on l.ledger_id = a.ledger_id
                        where l.slug = ?""").param(ledger.slug()).query(String.class).list());
    }

    private long debits(LedgerId ledger) {
        return models.read(snapshot ->
                snapshot.query("""
                        select sum(b.debits)::bigint
                        from {balances}.balances b
                        join {accounts}.accounts a on a.account_id = b.account_id
                        join {ledgers}.ledgers l on l.ledger_id = a.ledger_id
                        where l.slug = ?""").param(ledger.slug()).query(Long.class).single());
    }

    private long expected(LedgerId ledger) {
        return book.totals(ledger, LocalDate.of(9999, 12, 31)).values().stream()
                .mapToLong(totals -> totals.debits().longValueExact())
                .sum();
    }
}
