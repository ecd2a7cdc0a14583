package io.pacioli.projections.rebuild;

import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.projections.batch.ProjectionBatch;
import io.pacioli.projections.batch.ProjectionBatches;
import io.pacioli.projections.generation.Generation;
import io.pacioli.projections.generation.Generations;
import io.pacioli.projections.generation.NextGenerations;
import io.pacioli.projections.generation.Passing;
import io.pacioli.projections.generation.Standings;
import io.pacioli.projections.position.AnnouncingPosition;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node's work at rebuilds: of each that it has claimed, one step after the other.
 *
 * <p><b>Where a rebuild is</b> is in the database alone: its state in its row, the position of its tables in their row of the
 * generations. Every step is one transaction, which moves both or neither, and ends by writing to the rebuild's row on the
 * condition that it is still this node's and in the state in which the step began. So a node may die, or only hang, at any
 * instant: the next one goes on from what is committed, and what the first had under way is refused.
 *
 * <p><b>Never past the live tables.</b> A step ends where the live tables stand, at most. Projections look up each other's ids,
 * those of accounts for one, and find in the live tables whatever is older. Comparing and switching want one position anyway.
 *
 * <p><b>Comparing</b> takes two connections: one holds the live generations where they are, for as long as the other brings the
 * new ones to the same position, commits, and begins a transaction whose snapshot has both. Then the first lets go, and whatever
 * is compared is compared in the snapshot, while both move on.
 *
 * <p><b>Switching</b> locks the live generations, applies what is left, and says which are live, in one transaction. A query
 * finds the live generations with its first statement and sees one moment only, so it sees either all of it or nothing.
 */
public final class Rebuilding {

    private static final Logger LOG = LoggerFactory.getLogger(Rebuilding.class);

    /** How many events may be left for a transaction that others wait for. */
    private static final int CLOSE = 500;

    /** How many ledgers a rebuild passes over before it is given up. */
    private static final int PARKED_MAX = 100;

    /** Of short steps little is read ahead, a page of the journal at least: whatever is held is copied by each young collection. */
    private static final int STEPS_READ_AHEAD = 8;

    private static final int ATTEMPTS_MAX = 5;
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration PAUSE_WITHOUT_WORK = Duration.ofSeconds(1);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
    private static final int CAUSE_LENGTH_MAX = 1_000;

    /** As those who write the live tables do it: what a crash takes back, the journal gives again. */
    private static final String SETTINGS = """
            set local synchronous_commit = off;
            set local plan_cache_mode = force_generic_plan;
            set local enable_seqscan = off;
            set local enable_hashjoin = off;
            set local enable_mergejoin = off;
            set local enable_memoize = off;
            set local statement_timeout = '60s'""";

    private static final String SETTINGS_OF_INDEXES = """
            set local statement_timeout = 0;
            set local maintenance_work_mem = '256MB';
            set local max_parallel_maintenance_workers = 0""";

    /** What is known of a rebuild beside its row; worth nothing once another node has had it. */
    private static final class Work {
        final Pace pace;

        @Nullable
        Passage passage;

        int attempts;

        Work(Pace pace) {
            this.pace = pace;
        }

        void forget() {
            if (passage != null) {
                passage.close();
                passage = null;
            }
        }
    }

    /** Writes what a step has made of its events. */
    private interface Writing {
        void to(Connection connection) throws SQLException;
    }

    /** How large the steps are. */
    public record Bounds(int eventsMax, int postingsMax) {}

    private final DataSource dataSource;
    private final Generations generations;
    private final NextGenerations next;
    private final ProjectionBatches batches;
    private final EventHandlerInvoker handlers;
    private final JournalPassages journal;
    private final Function<EventMessage<?>, RecordedEvent> recorded;
    private final AnnouncingPosition announcing;
    private final RebuildClaims claims;
    private final Bounds bounds;
    private final LongSupplier nanoTime;
    private final DoubleSupplier cpuLoad;
    private final Map<Long, Work> works = new HashMap<>();

    /**
     * @param dataSource gives a new connection each time, without a limit on how long a statement may take
     * @param cpuLoad what part of the processors' time has been in use since it was last asked; negative where nobody knows
     */
    public Rebuilding(
            DataSource dataSource,
            Generations generations,
            NextGenerations next,
            ProjectionBatches batches,
            EventHandlerInvoker handlers,
            JournalPassages journal,
            Function<EventMessage<?>, RecordedEvent> recorded,
            AnnouncingPosition announcing,
            String node,
            Duration lease,
            Bounds bounds,
            LongSupplier nanoTime,
            DoubleSupplier cpuLoad) {
        this.dataSource = dataSource;
        this.generations = generations;
        this.next = next;
        this.batches = batches;
        this.handlers = handlers;
        this.journal = journal;
        this.recorded = recorded;
        this.announcing = announcing;
        this.claims = new RebuildClaims(node, lease, generations.edition());
        this.bounds = bounds;
        this.nanoTime = nanoTime;
        this.cpuLoad = cpuLoad;
    }

    /**
     * Takes a step of each rebuild that is this node's and may go on.
     *
     * @return how long there is nothing to do
     * @throws SQLException when the database does not answer; nothing is lost by it
     */
    public Duration work(Connection connection) throws SQLException, InterruptedException {
        connection.setAutoCommit(true);
        List<Rebuild> mine = claims.claim(connection);
        Set<Long> ids = mine.stream().map(Rebuild::id).collect(Collectors.toSet());
        works.entrySet().removeIf(work -> {
            if (!ids.contains(work.getKey())) {
                work.getValue().forget();
            }
            return !ids.contains(work.getKey());
        });
        long restNanos = (mine.isEmpty() ? PAUSE_WITHOUT_WORK : PAUSE).toNanos();
        for (Rebuild rebuild : mine) {
            Work work = works.computeIfAbsent(
                    rebuild.id(), id -> new Work(new Pace(nanoTime, cpuLoad, bounds.eventsMax())));
            long rest = rebuild.paused() ? PAUSE.toNanos() : work.pace.restNanos(journal.knownHead());
            if (rest == 0) {
                rest = attempt(connection, rebuild, work).toNanos();
            }
            restNanos = Math.min(restNanos, rest);
        }
        return Duration.ofNanos(restNanos);
    }

    /** Says that this node is alive, from another thread while a step takes long. */
    public void extendClaims() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            claims.extend(connection);
        }
    }

    /** Leaves the rebuilds to other nodes. */
    public void release() throws SQLException {
        works.values().forEach(Work::forget);
        works.clear();
        try (Connection connection = dataSource.getConnection()) {
            claims.release(connection);
        }
    }

    private Duration attempt(Connection connection, Rebuild rebuild, Work work)
            throws SQLException, InterruptedException {
        try {
            connection.setAutoCommit(false);
            Duration rest = step(connection, rebuild, work);
            work.attempts = 0;
            return rest;
        } catch (ClaimLost e) {
            LOG.debug("A step was in vain", e);
            work.forget();
            connection.rollback();
            return PAUSE;
        } catch (SQLException | RuntimeException e) {
            work.forget();
            if (Passing.is(e)) {
                throw e;
            }
            connection.rollback();
            return failed(connection, rebuild, work, e);
        } finally {
            if (!connection.isClosed()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private Duration failed(Connection connection, Rebuild rebuild, Work work, Exception failure) throws SQLException {
        LOG.warn("Rebuild {} could not go on", rebuild.id(), failure);
        String text = String.valueOf(failure.getMessage());
        String cause = text.substring(0, Math.min(text.length(), CAUSE_LENGTH_MAX));
        work.attempts++;
        try {
            if (work.attempts < ATTEMPTS_MAX) {
                claims.note(connection, rebuild, cause);
            } else {
                claims.failed(connection, rebuild, cause);
            }
            connection.commit();
        } catch (ClaimLost e) {
            LOG.debug("Nobody waits for what it has failed with", e);
            connection.rollback();
        }
        return PAUSE_AFTER_FAILURE;
    }

    private Duration step(Connection connection, Rebuild rebuild, Work work) throws SQLException, InterruptedException {
        return switch (rebuild.state()) {
            case FILLING ->
                rebuild.built().isEmpty() ? make(connection, rebuild, work) : fill(connection, rebuild, work);
            case CATCHING_UP -> catchUp(connection, rebuild, work);
            case COMPARING -> compare(connection, rebuild, work);
            case READY -> follow(connection, rebuild, work, isToSwitch(rebuild));
            case SWITCHING_BACK -> follow(connection, rebuild, work, true);
            default -> throw new IllegalStateException("there is nothing to do for " + rebuild);
        };
    }

    private static boolean isToSwitch(Rebuild rebuild) {
        return rebuild.wantsSwitch() || (rebuild.automatic() && !rebuild.isDifferent());
    }

    /** Indexes come afterwards, made at one go; beside others that would keep a processor from them for too long, so they come first. */
    private Duration make(Connection connection, Rebuild rebuild, Work work) throws SQLException {
        List<Generation> made = next.make(connection, rebuild.projections());
        if (work.pace.isBusy()) {
            next.index(connection, made);
        }
        claims.built(connection, rebuild, made);
        connection.commit();
        return Duration.ZERO;
    }

    private Duration fill(Connection connection, Rebuild rebuild, Work work) throws SQLException, InterruptedException {
        if (take(connection, rebuild, work, true) > bounds.eventsMax()) {
            return Duration.ZERO;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(SETTINGS_OF_INDEXES);
        }
        next.index(connection, rebuild.built());
        next.analyze(connection, rebuild.built());
        claims.goOn(connection, rebuild, RebuildState.CATCHING_UP);
        connection.commit();
        return Duration.ZERO;
    }

    private Duration catchUp(Connection connection, Rebuild rebuild, Work work)
            throws SQLException, InterruptedException {
        if (take(connection, rebuild, work, true) <= CLOSE) {
            claims.goOn(connection, rebuild, RebuildState.COMPARING);
            connection.commit();
        }
        return Duration.ZERO;
    }

    private Duration follow(Connection connection, Rebuild rebuild, Work work, boolean toSwitch)
            throws SQLException, InterruptedException {
        long left = take(connection, rebuild, work, false);
        if (toSwitch && left <= CLOSE) {
            return switchTo(connection, rebuild, work) ? Duration.ZERO : PAUSE;
        }
        return left > 0 ? Duration.ZERO : PAUSE;
    }

    /** Takes in the next events in a transaction of its own, and tells how many are left until the live tables are reached. */
    private long take(Connection connection, Rebuild rebuild, Work work, boolean yields)
            throws SQLException, InterruptedException {
        long beganAt = nanoTime.getAsLong();
        Standings live = generations.look(connection);
        Passage passage = passage(connection, rebuild, work);
        long from = passage.position();
        int max = work.pace.step(journal.knownHead(), rebuild.eventsPerSecondMax());
        long readThrough = Math.min(live.position(), from + (long) STEPS_READ_AHEAD * max);
        List<TrackedEventMessage<?>> events = passage.next(readThrough, max, bounds.postingsMax());
        if (events.isEmpty()) {
            connection.rollback();
            return Math.max(0, live.position() - from);
        }
        long reached = passage.position();
        Standings filling = filling(connection, rebuild, live, from);
        try {
            ProjectionBatch batch = batches.gather(filling, events, handlers);
            connection.rollback();
            write(connection, rebuild, batch::write, from, reached);
        } catch (SQLException | RuntimeException e) {
            if (e instanceof ClaimLost || Passing.is(e)) {
                throw e;
            }
            LOG.warn("Rebuild {} goes on with care behind position {}", rebuild.id(), from, e);
            connection.rollback();
            write(connection, rebuild, writing -> writeCarefully(writing, rebuild, filling, events), from, reached);
        }
        work.pace.took(events.size(), beganAt, rebuild.eventsPerSecondMax(), yields);
        claims.progress(connection, rebuild, reached, live.position(), work.pace.eventsPerSecond());
        connection.commit();
        return live.position() - reached;
    }

    private Standings filling(Connection connection, Rebuild rebuild, Standings live, long from) throws SQLException {
        return live.filling(rebuild.target(), from, next.parked(connection, rebuild.target()));
    }

    /** A bug that strikes every ledger is no reason to park each of them. */
    private void writeCarefully(
            Connection connection, Rebuild rebuild, Standings filling, List<TrackedEventMessage<?>> events)
            throws SQLException {
        batches.writeCarefully(connection, filling, rebuild.projections(), events, handlers, recorded);
        long parked = next.parked(connection, rebuild.target()).values().stream()
                .flatMap(Set::stream)
                .distinct()
                .count();
        if (parked > PARKED_MAX) {
            throw new IllegalStateException(
                    "more than %d ledgers have an event that cannot be taken in".formatted(PARKED_MAX));
        }
    }

    private Passage passage(Connection connection, Rebuild rebuild, Work work) throws SQLException {
        Passage known = work.passage;
        if (known == null) {
            known = new Passage(journal, position(connection, rebuild));
            work.passage = known;
        }
        return known;
    }

    private long position(Connection connection, Rebuild rebuild) throws SQLException {
        OptionalLong position = next.lock(connection, rebuild.target());
        if (position.isEmpty()) {
            throw new ClaimLost(rebuild.id());
        }
        return position.getAsLong();
    }

    /** Writes a batch to its tables and moves them, in a transaction that the caller ends. */
    private void write(Connection connection, Rebuild rebuild, Writing writing, long from, long reached)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(SETTINGS);
        }
        if (position(connection, rebuild) != from) {
            throw new ClaimLost(rebuild.id());
        }
        writing.to(connection);
        next.move(connection, rebuild.target(), reached);
    }

    /** Brings the tables to a position that is close, in the running transaction. */
    private void reach(Connection connection, Rebuild rebuild, Work work, Standings live, long position)
            throws SQLException, InterruptedException {
        Passage passage = passage(connection, rebuild, work);
        while (passage.position() < position) {
            long from = passage.position();
            List<TrackedEventMessage<?>> events = passage.next(position, bounds.eventsMax(), bounds.postingsMax());
            ProjectionBatch batch = batches.gather(filling(connection, rebuild, live, from), events, handlers);
            write(connection, rebuild, batch::write, from, passage.position());
        }
    }

    private Duration compare(Connection connection, Rebuild rebuild, Work work)
            throws SQLException, InterruptedException {
        long left = take(connection, rebuild, work, false);
        if (left > CLOSE) {
            return Duration.ZERO;
        }
        long position;
        Standings both;
        try (Connection holding = dataSource.getConnection()) {
            holding.setAutoCommit(false);
            Standings live = generations.lock(holding);
            position = live.position();
            long apart = position - passage(connection, rebuild, work).position();
            if (!standTogether(live, rebuild) || apart > bounds.eventsMax()) {
                holding.rollback();
                return PAUSE;
            }
            reach(connection, rebuild, work, live, position);
            connection.commit();
            both = generations.fix(connection);
            holding.rollback();
        }
        LOG.info("Rebuild {} is compared with the live tables at position {}", rebuild.id(), position);
        Comparison.Result result = new Comparison(next, connection, nanos -> restFrom(work, nanos))
                .of(live(both, rebuild), live -> built(rebuild, live));
        connection.rollback();
        claims.compared(connection, rebuild, position, result);
        connection.commit();
        LOG.info("Rebuild {} differs from the live tables in {} keys", rebuild.id(), result.differences());
        return Duration.ZERO;
    }

    private void restFrom(Work work, long nanos) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(work.pace.restFrom(journal.knownHead(), nanos));
    }

    private static List<Generation> live(Standings standings, Rebuild rebuild) {
        Map<?, Generation> all = standings.schemas().generations();
        return rebuild.projections().stream().map(all::get).toList();
    }

    private static Generation built(Rebuild rebuild, Generation live) {
        return rebuild.built().stream()
                .filter(each -> each.projection() == live.projection())
                .findFirst()
                .orElseThrow();
    }

    /** The tables of a projection that is new to this installation may be on their way through the journal themselves. */
    private static boolean standTogether(Standings live, Rebuild rebuild) {
        return rebuild.projections().stream().allMatch(projection -> live.position(projection) == live.position());
    }

    private boolean switchTo(Connection connection, Rebuild rebuild, Work work)
            throws SQLException, InterruptedException {
        Standings live = generations.lock(connection);
        if (!standTogether(live, rebuild) || live.position() - position(connection, rebuild) > bounds.eventsMax()) {
            connection.rollback();
            return false;
        }
        reach(connection, rebuild, work, live, live.position());
        boolean back = rebuild.state() == RebuildState.SWITCHING_BACK;
        if (back && !live(live, rebuild).equals(rebuild.built())) {
            throw new IllegalStateException("other tables have been switched to since");
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local synchronous_commit = on");
        }
        if (!back && rebuild.isDifferent()) {
            next.readAnew(connection, rebuild.target());
        }
        List<Generation> former = next.switchTo(connection, rebuild.target());
        if (back) {
            claims.switchedBack(connection, rebuild);
        } else {
            claims.switched(connection, rebuild, former, live.position());
        }
        connection.commit();
        announcing.switched();
        LOG.info("Rebuild {} was switched to at position {}: {}", rebuild.id(), live.position(), rebuild.target());
        return true;
    }
}
