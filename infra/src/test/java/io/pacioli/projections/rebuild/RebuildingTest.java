package io.pacioli.projections.rebuild;

import static io.pacioli.projections.Book.EUR;
import static io.pacioli.projections.Book.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.decision.RequestRefused;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.infra.eventstore.RecordedEventMessage;
import io.pacioli.projections.Book;
import io.pacioli.projections.TestReadModels;
import io.pacioli.projections.batch.ProjectionBatches;
import io.pacioli.projections.generation.Edition;
import io.pacioli.projections.generation.ForgettingGenerations;
import io.pacioli.projections.generation.Generation;
import io.pacioli.projections.generation.Generations;
import io.pacioli.projections.generation.NextGenerations;
import io.pacioli.projections.generation.Projection;
import io.pacioli.projections.parking.ParkedLedgers;
import io.pacioli.projections.position.AnnouncingPosition;
import io.pacioli.projections.snapshot.ReadSnapshot;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The work at rebuilds, step by step, on a real PostgreSQL. */
@Timeout(120)
class RebuildingTest {

    private static final LocalDate DAY = LocalDate.of(2026, 1, 1);
    private static final long EVERYWHERE = -1;
    private static final int STEPS_MAX = 2_000;
    /** How much later it is whenever somebody looks at the time, so that nobody has to wait until a rest is over. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final Duration NO_LEASE = Duration.ZERO;
    private static final Duration LONG_LEASE = Duration.ofMinutes(5);

    private final Book book = new Book();
    private final TestReadModels models = new TestReadModels(book);
    private final Rebuilds rebuilds = models.bean(Rebuilds.class);
    private final AtomicLong nanos = new AtomicLong();
    private final List<Long> spans = new ArrayList<>();
    private int applied;

    @AfterEach
    void close() {
        models.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ledgers", "accounts", "balances", "entries", "transactions", "holds", "all"})
    void a_rebuild_catches_up_with_events_that_come_meanwhile_is_found_equal_and_switched_to(String name)
            throws Exception {
        tradeFor(40);
        project();
        Rebuild begun = request(name, true);
        try (Connection connection = models.connections().getConnection()) {
            Rebuilding node = node("a", LONG_LEASE, 7);
            for (int day = 0; day < 5; day++) {
                node.work(connection);
                tradeFor(3);
                project();
            }
            Rebuild ended = work(node, connection, begun, RebuildState.SWITCHED);

            assertThat(ended.differences()).isZero();
            assertThat(ended.former()).extracting(Generation::number).containsOnly(1);
            assertThat(ended.built()).extracting(Generation::number).containsOnly(2);
        }
        assertThat(live()).containsAll(built(begun));
        tradeFor(5);
        project();
        assertThat(balances()).isEqualTo(expected());
    }

    @Test
    void of_short_steps_little_is_read_ahead() throws Exception {
        tradeFor(40);
        project();
        Rebuild begun = request("balances", true);
        try (Connection connection = models.connections().getConnection()) {
            work(node("a", LONG_LEASE, 2), connection, begun, RebuildState.SWITCHED);
        }

        assertThat(spans).hasSizeGreaterThan(1).allMatch(span -> span <= 8 * 2);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void wherever_a_node_dies_another_goes_on_and_ends_equal(long seed) throws Exception {
        Random random = new Random(seed);
        tradeFor(30);
        project();
        Rebuild begun = request("all", true);
        int deaths = 0;
        for (int node = 0; state(begun) != RebuildState.SWITCHED; node++) {
            assertThat(node).isLessThan(STEPS_MAX);
            Rebuilding working = node("n" + node, NO_LEASE, 20);
            try (Connection connection = models.connections().getConnection()) {
                Connection dying = DyingConnection.of(connection, 15 + random.nextInt(150));
                while (state(begun) != RebuildState.SWITCHED) {
                    working.work(dying);
                    tradeFor(1);
                    project();
                }
            } catch (SQLException e) {
                deaths++;
            }
        }

        assertThat(deaths).isPositive();
        assertThat(rebuilds.find("all", id(begun)).differences()).isZero();
        project();
        assertThat(balances()).isEqualTo(expected());
    }

    @Test
    void what_hung_and_was_taken_over_writes_nothing_any_more() throws Exception {
        tradeFor(30);
        project();
        Rebuild begun = request("balances", true);
        try (Connection first = models.connections().getConnection();
                Connection second = models.connections().getConnection()) {
            Rebuilding hanging = node("hanging", NO_LEASE, 5);
            hanging.work(first);
            hanging.work(first);
            long before = rebuilds.find("all", id(begun)).done();
            node("other", NO_LEASE, 5).work(second);
            // The first node still believes to be at its own step, and is refused when it writes.
            hanging.work(first);
            hanging.work(first);

            assertThat(rebuilds.find("all", id(begun)).done()).isGreaterThan(before);
            work(hanging, first, begun, RebuildState.SWITCHED);
        }
        assertThat(rebuilds.find("all", id(begun)).differences()).isZero();
        assertThat(balances()).isEqualTo(expected());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void indexes_come_first_only_where_others_write_and_are_the_same_in_the_end(boolean othersWrite) throws Exception {
        tradeFor(40);
        project();
        Rebuild begun = request("all", true);
        try (Connection connection = models.connections().getConnection()) {
            Rebuilding node = node("a", LONG_LEASE, 20);
            for (int look = 0; built(begun).isEmpty(); look++) {
                assertThat(look).isLessThan(STEPS_MAX);
                if (othersWrite) {
                    tradeFor(100);
                    project();
                }
                node.work(connection);
            }

            assertThat(indexes("transactions_2").isEmpty()).isNotEqualTo(othersWrite);
            work(node, connection, begun, RebuildState.SWITCHED);
        }
        for (String name : List.of("ledgers", "accounts", "balances", "entries", "transactions", "holds")) {
            assertThat(indexes(name + "_2")).as(name).isEqualTo(indexes(name + "_1"));
        }
    }

    /** What only readers need. */
    private List<String> indexes(String schema) {
        return models.jdbc()
                .sql("""
                        select replace(pg_get_indexdef(i.indexrelid), ?, '') from pg_index i join pg_class c on c.oid = i.indrelid
                        where c.relnamespace = ?::regnamespace
                          and not exists (select from pg_constraint k where k.conindid = i.indexrelid)
                        order by 1""")
                .param(schema + ".")
                .param(schema)
                .query(String.class)
                .list();
    }

    @Test
    void two_nodes_do_not_work_on_one_rebuild() throws Exception {
        tradeFor(3);
        project();
        Rebuild begun = request("balances", true);
        try (Connection first = models.connections().getConnection();
                Connection second = models.connections().getConnection()) {
            Rebuilding one = node("one", LONG_LEASE, 5);
            Rebuilding two = node("two", LONG_LEASE, 5);
            one.work(first);
            for (int i = 0; i < 20; i++) {
                two.work(second);
            }
            assertThat(rebuilds.find("all", id(begun)).node()).isEqualTo("one");
            assertThat(rebuilds.find("all", id(begun)).done()).isZero();

            one.release();
            work(two, second, begun, RebuildState.SWITCHED);
        }
        assertThat(schemas("balances")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update balances_1.balances set debits = debits + 1 where account_id = (select min(account_id) from balances_1.balances)",
                "delete from balances_1.closed_days where day = (select min(day) from balances_1.closed_days)",
                "update entries_1.entries set amount = amount + 1 where position = (select max(position) from entries_1.entries)",
                "update accounts_1.accounts set name = 'somebody else''s' where account_id = (select min(account_id) from accounts_1.accounts)"
            })
    void a_live_row_that_was_tampered_with_is_shown_and_an_operator_decides(String tampering) throws Exception {
        tradeFor(20);
        project();
        models.jdbc().sql(tampering).update();
        Rebuild begun = request("all", true);
        try (Connection connection = models.connections().getConnection()) {
            Rebuilding node = node("a", LONG_LEASE, 1_000);
            Rebuild compared = work(node, connection, begun, () -> comparison(begun) != null);

            assertThat(compared.state()).isEqualTo(RebuildState.READY);
            assertThat(compared.differences()).isPositive();
            assertThat(compared.examples()).contains("\"live\"", "\"rebuilt\"");
            for (int i = 0; i < 5; i++) {
                node.work(connection);
            }
            assertThat(state(begun)).isEqualTo(RebuildState.READY);
            assertThatThrownBy(() -> rebuilds.switchTo("all", id(begun), null, "ann", false))
                    .isInstanceOfSatisfying(
                            RequestRefused.class,
                            refused -> assertThat(refused.code()).isEqualTo(ProblemCode.REBUILD_DIFFERS));

            rebuilds.switchTo("all", id(begun), "the live row was changed by hand", "ann", false);
            Rebuild switched = work(node, connection, begun, RebuildState.SWITCHED);
            assertThat(switched.reason()).isEqualTo("the live row was changed by hand");
            assertThat(switched.decidedBy()).isEqualTo("ann");
        }
        assertThat(balances()).isEqualTo(expected());
    }

    @Test
    void a_row_that_was_tampered_with_in_the_new_tables_is_shown() throws Exception {
        tradeFor(20);
        project();
        Rebuild begun = request("balances", true);
        try (Connection connection = models.connections().getConnection()) {
            Rebuilding node = node("a", LONG_LEASE, 1_000);
            work(node, connection, begun, RebuildState.COMPARING);
            models.jdbc()
                    .sql("update balances_2.closed_days set credits = credits + 1 where carried = 1")
                    .update();

            Rebuild compared = work(node, connection, begun, RebuildState.READY);

            assertThat(compared.differences()).isPositive();
            assertThat(compared.examples()).contains("balances.closed_days");
        }
    }

    @Test
    void what_is_cancelled_leaves_nothing() throws Exception {
        tradeFor(20);
        project();
        Rebuild begun = request("all", false);
        try (Connection connection = models.connections().getConnection()) {
            Rebuilding node = node("a", LONG_LEASE, 5);
            node.work(connection);
            node.work(connection);
            assertThat(schemas("balances")).isEqualTo(2);

            rebuilds.cancel("all", id(begun), "ann", false);
            node.work(connection);
            new RebuildTidying(models.bean(NextGenerations.class), new Edition(), Duration.ofHours(1)).tidy(connection);
        }
        for (Projection projection : Projection.values()) {
            assertThat(schemas(projection.id())).isOne();
        }
        assertThat(live()).hasSameSizeAs(Projection.values());
        assertThat(request("all", false).id()).isNotEqualTo(begun.id());
    }

    @Test
    void a_switch_is_taken_back_for_as_long_as_the_former_tables_are_kept() throws Exception {
        tradeFor(10);
        project();
        Rebuild begun = request("balances", true);
        try (Connection connection = models.connections().getConnection()) {
            Rebuilding node = node("a", LONG_LEASE, 1_000);
            RebuildTidying keeping =
                    new RebuildTidying(models.bean(NextGenerations.class), new Edition(), Duration.ofHours(1));
            work(node, connection, begun, RebuildState.SWITCHED);
            tradeFor(10);
            project();
            keeping.tidy(connection);

            rebuilds.switchBack("balances", id(begun), "it was not the balances", "ann", false);
            work(node, connection, begun, RebuildState.SWITCHED_BACK);

            assertThat(live()).contains(new Generation(Projection.BALANCES, 1));
            assertThat(balances()).isEqualTo(expected());
            tradeFor(3);
            project();
            assertThat(balances()).isEqualTo(expected());
            keeping.tidy(connection);
            assertThat(schemas("balances")).isOne();
        }
    }

    @Test
    void former_tables_that_are_gone_are_not_switched_back_to() throws Exception {
        tradeFor(10);
        project();
        Rebuild begun = request("balances", true);
        try (Connection connection = models.connections().getConnection()) {
            work(node("a", LONG_LEASE, 1_000), connection, begun, RebuildState.SWITCHED);
            new RebuildTidying(models.bean(NextGenerations.class), new Edition(), Duration.ZERO).tidy(connection);
        }

        assertThat(schemas("balances")).isOne();
        assertThatThrownBy(() -> rebuilds.switchBack("balances", id(begun), null, "ann", false))
                .isInstanceOfSatisfying(
                        RequestRefused.class,
                        refused -> assertThat(refused.code()).isEqualTo(ProblemCode.REBUILD_NOT_SWITCHED));
    }

    @Test
    void a_query_sees_all_of_a_switch_or_nothing_while_events_go_on() throws Exception {
        tradeFor(30);
        project();
        // What the live tables say is wrong in two places, in the same way: a query that sees one right and the other
        // wrong is caught.
        models.jdbc()
                .sql("update balances_1.balances set debits = debits + 1000000 where debits > 0")
                .update();
        models.jdbc()
                .sql("update entries_1.entries set debits = debits + 1000000 where debits > 0")
                .update();
        Rebuild begun = request("all", false);
        AtomicBoolean over = new AtomicBoolean();
        List<Integer> seen = new CopyOnWriteArrayList<>();
        try (Connection connection = models.connections().getConnection()) {
            Rebuilding node = node("a", LONG_LEASE, 1_000);
            work(node, connection, begun, () -> comparison(begun) != null);
            CompletableFuture<Void> reading = CompletableFuture.runAsync(() -> {
                while (!over.get()) {
                    seen.add(models.read(RebuildingTest::wrongPlaces));
                }
            });
            CompletableFuture<Void> projecting = CompletableFuture.runAsync(() -> {
                while (!over.get()) {
                    tradeFor(1);
                    project();
                }
            });
            workUntilSeen(node, connection, seen, reading);
            rebuilds.switchTo("all", id(begun), "wrong in two places", "ann", false);
            work(node, connection, begun, RebuildState.SWITCHED);
            workUntilSeen(node, connection, seen, reading);
            over.set(true);
            CompletableFuture.allOf(reading, projecting).join();
        }
        assertThat(seen).isNotEmpty().containsOnly(0, 2).contains(0, 2);
        project();
        assertThat(balances()).isEqualTo(expected());
    }

    @Test
    void a_batch_that_waits_for_a_switch_goes_on_with_the_tables_that_were_switched_to() throws Exception {
        tradeFor(10);
        project();
        Rebuild begun = request("all", false);
        try (Connection connection = models.connections().getConnection()) {
            work(node("a", LONG_LEASE, 1_000), connection, begun, () -> comparison(begun) != null);
            connection.setAutoCommit(false);
            models.bean(Generations.class).lock(connection);
            models.bean(NextGenerations.class).switchTo(connection, built(begun));
            tradeFor(5);
            CompletableFuture<Void> waiting = CompletableFuture.runAsync(this::project);
            awaitLockOf(waiting);

            connection.commit();
            waiting.join();
        }
        assertThat(live()).containsAll(built(begun));
        assertThat(balances()).isEqualTo(expected());
    }

    @ParameterizedTest
    @ValueSource(strings = {"set transaction isolation level repeatable read read only", "set live = false"})
    void the_live_tables_wait_from_when_the_new_ones_are_brought_to_their_position(String untilStatement)
            throws Exception {
        tradeFor(10);
        project();
        Rebuild begun = request("all", true);
        List<CompletableFuture<Void>> projecting = new ArrayList<>();
        try (Connection connection = models.connections().getConnection()) {
            Rebuilding node = node("a", LONG_LEASE, 1_000);
            work(node, connection, begun, RebuildState.COMPARING);
            Connection watched = WatchedConnection.before(untilStatement, connection, () -> {
                if (projecting.isEmpty()) {
                    tradeFor(2);
                    projecting.add(CompletableFuture.runAsync(this::project));
                    awaitLockOf(projecting.getFirst());
                }
            });
            work(node, watched, begun, RebuildState.SWITCHED);

            projecting.getFirst().join();
        }
        assertThat(rebuilds.find("all", id(begun)).differences()).isZero();
        assertThat(balances()).isEqualTo(expected());
    }

    private void awaitLockOf(CompletableFuture<Void> waiting) {
        while (models.jdbc()
                        .sql(
                                "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
                        .query(Integer.class)
                        .single()
                == 0) {
            assertThat(waiting).isNotDone();
        }
    }

    /** Lets readers read a few times more. */
    private static void workUntilSeen(
            Rebuilding node, Connection connection, List<Integer> seen, CompletableFuture<Void> reading)
            throws SQLException, InterruptedException {
        int more = seen.size() + 5;
        while (seen.size() < more) {
            assertThat(reading).isNotDone();
            node.work(connection);
        }
    }

    private static int wrongPlaces(ReadSnapshot snapshot) {
        int balances = snapshot.query("select max((debits > 1000000)::int) from {balances}.balances")
                .query(Integer.class)
                .single();
        int entries = snapshot.query("select max((debits > 1000000)::int) from {entries}.entries")
                .query(Integer.class)
                .single();
        return balances + entries;
    }

    @Test
    void a_pause_holds_a_rebuild_where_it_is() throws Exception {
        tradeFor(30);
        project();
        Rebuild begun = request("balances", true);
        try (Connection connection = models.connections().getConnection()) {
            Rebuilding node = node("a", LONG_LEASE, 5);
            node.work(connection);
            node.work(connection);
            rebuilds.pause("balances", id(begun), false);
            long before = rebuilds.find("balances", id(begun)).done();
            for (int i = 0; i < 10; i++) {
                node.work(connection);
            }
            assertThat(rebuilds.find("balances", id(begun)).done()).isEqualTo(before);

            rebuilds.resume("balances", id(begun), false);
            work(node, connection, begun, RebuildState.SWITCHED);
        }
    }

    @Test
    void an_event_that_cannot_be_taken_in_parks_its_ledger_in_the_new_tables_and_an_operator_decides()
            throws Exception {
        LedgerId other = LedgerId.of("other");
        tradeFor(10);
        long poisoned = book.openLedger(other).position() + 1;
        book.openAccount(other, "assets:bank");
        book.openAccount(other, "income:sales");
        book.transfer(other, DAY, "assets:bank", "income:sales", 5);
        tradeFor(3);
        project();
        Rebuild begun = request("all", true);
        try (Connection connection = models.connections().getConnection()) {
            Rebuilding node = node("a", LONG_LEASE, 1_000, failingAt(poisoned));
            Rebuild compared = work(node, connection, begun, () -> comparison(begun) != null);

            assertThat(compared.state()).isEqualTo(RebuildState.READY);
            assertThat(compared.parkedLedgers()).isOne();
            assertThat(compared.examples()).contains("projections.parked", "nobody can take this in");
            tradeFor(2);
            book.transfer(other, DAY, "assets:bank", "income:sales", 7);
            project();
            for (int i = 0; i < 5; i++) {
                node.work(connection);
            }
            assertThat(state(begun)).isEqualTo(RebuildState.READY);
            rebuilds.switchTo("all", id(begun), "the other one can wait", "ann", false);
            work(node, connection, begun, RebuildState.SWITCHED);
        }
        assertThat(balances()).isEqualTo(expected());
        assertThat(balancesOfNobody()).isZero();
        assertThat(models.bean(ParkedLedgers.class).of(List.of(Projection.values()), other))
                .hasSize(Projection.values().length)
                .allSatisfy(parked -> assertThat(parked.position()).isEqualTo(poisoned));
        tradeFor(3);
        project();
        assertThat(balances()).isEqualTo(expected());
    }

    @Test
    void a_bug_that_strikes_every_ledger_fails_the_rebuild_and_leaves_the_live_tables_alone() throws Exception {
        for (int i = 0; i <= 100; i++) {
            book.openLedger(LedgerId.of("ledger" + i));
        }
        project();
        Rebuild begun = request("ledgers", true);
        try (Connection connection = models.connections().getConnection()) {
            Rebuilding node = node("a", LONG_LEASE, 1_000, failingAt(EVERYWHERE));
            Rebuild failed = work(node, connection, begun, RebuildState.FAILED);

            assertThat(failed.cause()).contains("more than 100 ledgers");
            new RebuildTidying(models.bean(NextGenerations.class), new Edition(), Duration.ofHours(1)).tidy(connection);
        }
        assertThat(schemas("ledgers")).isOne();
    }

    @Test
    void taking_all_tables_away_ends_rebuilds() throws Exception {
        tradeFor(10);
        project();
        Rebuild begun = request("balances", true);
        try (Connection connection = models.connections().getConnection()) {
            Rebuilding node = node("a", LONG_LEASE, 5);
            node.work(connection);
            node.work(connection);
            new ForgettingGenerations(models.connections()).run();
            node.work(connection);
        }
        assertThat(state(begun)).isEqualTo(RebuildState.CANCELLED);
        assertThat(schemas("balances")).isZero();
    }

    private void tradeFor(int transfers) {
        if (book.events().isEmpty()) {
            book.openLedger(SHOP);
            book.openAccount(SHOP, "assets:bank");
            book.openAccount(SHOP, "assets:cash");
            book.openAccount(SHOP, "income:sales");
        }
        for (int i = 0; i < transfers; i++) {
            int event = book.events().size();
            if (event % 17 == 0) {
                book.openAccount(SHOP, "assets:shop" + event);
            }
            // Some are dated back, behind days that are closed already.
            book.transfer(
                    SHOP,
                    DAY.plusDays(event % 5 == 0 ? 0 : event / 4),
                    event % 3 == 0 ? "assets:cash" : "assets:bank",
                    "income:sales",
                    event);
        }
    }

    /** Has the live tables take in all of the book. */
    private void project() {
        List<RecordedEvent> events = book.after(applied);
        if (!events.isEmpty()) {
            models.apply(events);
            applied += events.size();
        }
    }

    private EventHandlerInvoker failingAt(long position) {
        return (EventHandlerInvoker) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {EventHandlerInvoker.class}, (proxy, method, arguments) -> {
                    Object result = method.invoke(models.handlers(), arguments);
                    if (method.getName().equals("handle")
                            && (position == EVERYWHERE
                                    || ((RecordedEventMessage) arguments[0])
                                                    .recorded()
                                                    .position()
                                            == position)) {
                        throw new IllegalStateException("nobody can take this in");
                    }
                    return result;
                });
    }

    private Rebuilding node(String name, Duration lease, int eventsMax) {
        return node(name, lease, eventsMax, models.handlers());
    }

    private Rebuilding node(String name, Duration lease, int eventsMax, EventHandlerInvoker handlers) {
        return new Rebuilding(
                models.connections(),
                models.bean(Generations.class),
                models.bean(NextGenerations.class),
                models.bean(ProjectionBatches.class),
                handlers,
                new BookPassages(book, spans),
                event -> ((RecordedEventMessage) event).recorded(),
                models.bean(AnnouncingPosition.class),
                name,
                lease,
                new Rebuilding.Bounds(eventsMax, 1_000),
                () -> nanos.addAndGet(LOOK_NANOS),
                () -> 0);
    }

    private Rebuild request(String name, boolean automatic) {
        String key = UUID.randomUUID().toString();
        return rebuilds.request(name, new RebuildRequest(automatic, null, "ann", key, key), false)
                .rebuild();
    }

    private Rebuild work(Rebuilding node, Connection connection, Rebuild rebuild, RebuildState until)
            throws SQLException, InterruptedException {
        return work(node, connection, rebuild, () -> state(rebuild) == until);
    }

    private Rebuild work(Rebuilding node, Connection connection, Rebuild rebuild, BooleanSupplier until)
            throws SQLException, InterruptedException {
        for (int step = 0; !until.getAsBoolean(); step++) {
            assertThat(step)
                    .as(() -> rebuilds.find("all", id(rebuild)).toString())
                    .isLessThan(STEPS_MAX);
            node.work(connection);
        }
        return rebuilds.find("all", id(rebuild));
    }

    private RebuildState state(Rebuild rebuild) {
        return rebuilds.find("all", id(rebuild)).state();
    }

    private Long comparison(Rebuild rebuild) {
        return rebuilds.find("all", id(rebuild)).comparedAt();
    }

    private static String id(Rebuild rebuild) {
        return Long.toString(rebuild.id());
    }

    private List<Generation> built(Rebuild rebuild) {
        return rebuilds.find("all", id(rebuild)).built();
    }

    private Set<Generation> live() {
        return models.read(
                snapshot -> Set.copyOf(snapshot.schemas().generations().values()));
    }

    private int schemas(String projection) {
        return models.jdbc()
                .sql("select count(*)::int from pg_namespace where nspname like ? || '\\_%'")
                .param(projection)
                .query(Integer.class)
                .single();
    }

    /** Those of accounts that the tables pass over. */
    private int balancesOfNobody() {
        return models.read(snapshot -> snapshot.query("""
                        select count(*)::int from {balances}.balances b
                        where not exists (select from {accounts}.accounts a where a.account_id = b.account_id)""").query(Integer.class).single());
    }

    private List<String> balances() {
        return models.read(snapshot -> snapshot.query("""
                        select a.path || ' ' || b.debits || ' ' || b.credits
                        from {balances}.balances b join {accounts}.accounts a on a.account_id = b.account_id
                        where (b.debits > 0 or b.credits > 0)
                        order by 1""").query(String.class).list());
    }

    private List<String> expected() {
        return book.totals(SHOP, LocalDate.of(9999, 12, 31)).entrySet().stream()
                .map(entry -> "%s %s %s"
                        .formatted(
                                entry.getKey().replace(" " + EUR, ""),
                                entry.getValue().debits(),
                                entry.getValue().credits()))
                .sorted()
                .toList();
    }
}
