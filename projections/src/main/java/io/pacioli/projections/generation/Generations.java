package io.pacioli.projections.generation;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Tenant;
import io.pacioli.projections.position.NodeId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The generations of this build's {@link Edition}: makes the first of each projection, tells which are live, and keeps how far each
 * one is.
 *
 * <p>The rows of the live generations are also the fence between nodes: whoever writes read tables holds them locked until it
 * has committed, so that two nodes which both believe to be in charge cannot both apply an event.
 */
@Component
public class Generations implements InitializingBean {

    /** The lock of whoever makes read tables or takes them away. */
    public static final long MAKING_TABLES = 0x70616369_6f6c6931L;

    /** No plan may depend on how small a table was when the statement was first planned: always by index, row by row. */
    private static final String BEGIN_WRITING = """
            set local synchronous_commit = off;
            set local plan_cache_mode = force_generic_plan;
            set local enable_seqscan = off;
            set local enable_hashjoin = off;
            set local enable_mergejoin = off;
            set local enable_memoize = off;
            select projection, generation, position, parked, built_at, reading from projections.generation
            where live and edition = {edition} order by projection for update""";

    private static final String BEGIN_READING = """
            set transaction isolation level repeatable read read only;
            select projection, generation, position, parked, built_at, reading from projections.generation
            where live and edition = {edition}""";

    private static final String LOOK = """
            select projection, generation, position, parked, built_at, reading from projections.generation
            where live and edition = {edition}""";

    private static final String PARKED = """
            select p.projection, p.tenant, p.ledger
            from projections.parked p
            join projections.generation g on g.projection = p.projection and g.generation = p.generation
            where g.live and g.edition = {edition}""";

    private static final String MOVE = """
            update projections.generation set position = ? where live and edition = {edition} and position < ?;
            select pg_notify(?, ?)""";

    private static final String USE = """
            update projections.generation set used_at = clock_timestamp() where live and edition = {edition}""";

    private static final String MAKE = """
            insert into projections.generation (projection, generation, edition, live, position, reading)
            values (?, ?, {edition}, true, 0,
              coalesce((select max(reading) + 1 from projections.generation where projection = ?), 0))""";

    private static final String BUILT = """
            update projections.generation set built_at = clock_timestamp()
            where live and edition = {edition} and built_at is null""";

    private static final String OTHERS_PROJECT = """
            select exists (
              select from projections.token
              where processor not like '%/' || {edition} and owner is not null
                and claimed_at > clock_timestamp() - interval '10 seconds')""";

    /** Where nodes tell each other about their batches: the node, its edition and the position, with blanks between them. */
    public static final String CHANNEL = "pacioli_applied";

    /** What stands there instead when other generations have been switched to. */
    public static final String SWITCHED = "switched";

    private static final int LOOKS_MAX = 3;

    private final DataSource dataSource;
    private final List<ReadTables> tables;
    private final NodeId node;
    private final Edition edition;
    private final String beginWriting;
    private final String beginReading;
    private final String look;
    private final String parked;
    private final String move;
    private final AtomicReference<Schemas> lastSchemas = new AtomicReference<>();

    Generations(DataSource dataSource, List<ReadTables> tables, NodeId node, Edition edition) {
        this.dataSource = dataSource;
        this.tables = List.copyOf(tables);
        this.node = node;
        this.edition = edition;
        beginWriting = edition.in(BEGIN_WRITING);
        beginReading = edition.in(BEGIN_READING);
        look = edition.in(LOOK);
        parked = edition.in(PARKED);
        move = edition.in(MOVE);
    }

    /**
     * Makes the tables of this edition where there are none, beside those of others; nodes that start together do it once. They are
     * filled as they are followed, from the first event on.
     */
    @Override
    public void afterPropertiesSet() {
        JdbcTemplate jdbc = new JdbcTemplate(dataSource);
        new TransactionTemplate(new JdbcTransactionManager(dataSource)).executeWithoutResult(transaction -> {
            jdbc.execute("select pg_advisory_xact_lock(" + MAKING_TABLES + ")");
            if (jdbc.update(edition.in(USE)) == 0) {
                tables.forEach(table -> make(jdbc, table));
            }
        });
    }

    private void make(JdbcTemplate jdbc, ReadTables table) {
        Generation first = new Generation(table.projection(), NextGenerations.number(jdbc, table.projection()));
        Schemas schemas = new Schemas(Map.of(table.projection(), first));
        jdbc.execute("create schema " + first.schema());
        jdbc.execute(schemas.sql(table.definition()));
        if (!table.indexes().isEmpty()) {
            jdbc.execute(schemas.sql(table.indexes()));
        }
        jdbc.update(
                edition.in(MAKE),
                table.projection().id(),
                first.number(),
                table.projection().id());
    }

    public Edition edition() {
        return edition;
    }

    /** Whether a node of another edition keeps its tables up to date. */
    public boolean othersProject() {
        return Boolean.TRUE.equals(
                new JdbcTemplate(dataSource).queryForObject(edition.in(OTHERS_PROJECT), Boolean.class));
    }

    /** Has the tables of this edition be read from now on. */
    public void built() {
        new JdbcTemplate(dataSource).update(edition.in(BUILT));
    }

    /**
     * Locks the live generations until the transaction ends, and prepares it for writing read tables. The transaction does
     * not wait for the disk: what a crash takes back, the journal gives again, and the position goes back with it.
     *
     * <p>Whoever waited for a switch to commit finds that the rows it waited for are live no more, and those that are now it
     * did not see: it has to look again.
     */
    public Standings lock(Connection connection) throws SQLException {
        for (int look = 1; look < LOOKS_MAX; look++) {
            Found found = find(connection, beginWriting);
            if (found.isComplete()) {
                return standings(found);
            }
        }
        return standings(find(connection, beginWriting));
    }

    /** Moves the live generations, which have to be locked, to a position that their tables have reached, and tells the nodes. */
    public void move(Connection connection, long position) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(move)) {
            statement.setLong(1, position);
            statement.setLong(2, position);
            statement.setString(3, CHANNEL);
            statement.setString(4, node + " " + edition + " " + position);
            statement.execute();
        }
    }

    /** The live generations as they are at this moment, which nobody keeps them at. */
    public Standings look(Connection connection) throws SQLException {
        return standings(find(connection, look));
    }

    /** Makes a transaction that has just begun see one moment only, and tells which one. */
    public Standings fix(Connection connection) throws SQLException {
        return standings(find(connection, beginReading));
    }

    private record Found(
            Map<Projection, Generation> generations,
            Map<Projection, Long> positions,
            Map<Projection, Set<LedgerId>> parked,
            boolean built,
            long reading) {
        boolean isComplete() {
            return generations.size() == Projection.values().length;
        }
    }

    private Standings standings(Found found) {
        return new Standings(
                shared(new Schemas(found.generations())),
                found.positions(),
                found.parked(),
                found.built(),
                found.reading());
    }

    private Found find(Connection connection, String sql) throws SQLException {
        Map<Projection, Generation> generations = new EnumMap<>(Projection.class);
        Map<Projection, Long> positions = new EnumMap<>(Projection.class);
        boolean anyParked = false;
        boolean built = true;
        long reading = 0;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            boolean hasRows = statement.execute();
            while (!hasRows) {
                hasRows = statement.getMoreResults();
            }
            try (ResultSet rows = statement.getResultSet()) {
                while (rows.next()) {
                    Generation generation = new Generation(Projection.named(rows.getString(1)), rows.getInt(2));
                    generations.put(generation.projection(), generation);
                    positions.put(generation.projection(), rows.getLong(3));
                    anyParked |= rows.getBoolean(4);
                    built &= rows.getObject(5) != null;
                    reading += rows.getInt(6);
                }
            }
        }
        return new Found(generations, positions, anyParked ? parked(connection) : Map.of(), built, reading);
    }

    private Map<Projection, Set<LedgerId>> parked(Connection connection) throws SQLException {
        Map<Projection, Set<LedgerId>> found = new EnumMap<>(Projection.class);
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(parked)) {
            while (rows.next()) {
                found.computeIfAbsent(Projection.named(rows.getString(1)), projection -> new HashSet<>())
                        .add(new LedgerId(new Tenant(rows.getString(2)), rows.getString(3)));
            }
        }
        return found;
    }

    /** One instance as long as the generations are the same, for the SQL that it remembers. */
    private Schemas shared(Schemas current) {
        Schemas last = lastSchemas.get();
        if (current.equals(last)) {
            return last;
        }
        lastSchemas.set(current);
        return current;
    }
}
