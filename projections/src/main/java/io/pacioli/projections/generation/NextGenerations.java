package io.pacioli.projections.generation;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Tenant;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Generations beside the live ones: makes their tables, moves them, puts them in the place of the live ones, and takes away what
 * nobody uses any more. Every method is part of its caller's transaction.
 */
@Component
public class NextGenerations {

    private static final String NEXT =
            "select coalesce(max(generation), 0) + 1 from projections.generation where projection = ?";

    private static final String ADD = """
            insert into projections.generation (projection, generation, edition, live, position, built_at, reading)
            values (?, ?, {edition}, false, 0, clock_timestamp(), coalesce((
              select reading from projections.generation where live and edition = {edition} and projection = ?), 0))""";

    private static final String GIVEN = "unnest(?::text[], ?::integer[]) as n(projection, generation)";

    private static final String LOCK = """
            select g.position
            from %s join projections.generation g on g.projection = n.projection and g.generation = n.generation
            order by g.projection for update of g""".formatted(GIVEN);

    private static final String MOVE = """
            update projections.generation g set position = ?
            from %s
            where g.projection = n.projection and g.generation = n.generation""".formatted(GIVEN);

    private static final String END_LIVES = """
            update projections.generation set live = false where live and edition = {edition} and projection = any(?)
            returning projection, generation""";

    private static final String BEGIN_LIVES = """
            update projections.generation g set live = true
            from %s
            where g.projection = n.projection and g.generation = n.generation""".formatted(GIVEN);

    private static final String PARKED = """
            select p.projection, p.tenant, p.ledger
            from %s join projections.parked p on p.projection = n.projection and p.generation = n.generation""".formatted(GIVEN);

    private static final String READ_ANEW = """
            update projections.generation g
            set reading = (select max(reading) + 1 from projections.generation a where a.projection = g.projection)
            from %s
            where g.projection = n.projection and g.generation = n.generation""".formatted(GIVEN);

    private static final String REMOVE = """
            delete from projections.generation g
            using %s
            where g.projection = n.projection and g.generation = n.generation and not g.live
            returning g.projection, g.generation""".formatted(GIVEN);

    /** What a definition asks for is the index of a constraint. */
    private static final String IS_INDEXED = """
            select exists (
              select from pg_index i join pg_class c on c.oid = i.indrelid
              where c.relnamespace = ?::regnamespace
                and not exists (select from pg_constraint k where k.conindid = i.indexrelid))""";

    /** The channel of {@link Generations}, and a word in place of the node: it is news to every one. */
    private static final String TELL = "select pg_notify(?, ?)";

    private final Map<Projection, ReadTables> tables = new EnumMap<>(Projection.class);
    private final Edition edition;

    NextGenerations(List<ReadTables> tables, Edition edition) {
        this.edition = edition;
        tables.forEach(each -> this.tables.put(each.projection(), each));
    }

    public ReadTables tables(Projection projection) {
        return tables.get(projection);
    }

    /** Makes empty tables in the next generation of each of these projections. */
    public List<Generation> make(Connection connection, Collection<Projection> projections) throws SQLException {
        List<Generation> made = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            statement.execute("select pg_advisory_xact_lock(" + Generations.MAKING_TABLES + ")");
        }
        for (Projection projection : projections) {
            Generation next = new Generation(projection, next(connection, projection));
            try (Statement statement = connection.createStatement();
                    PreparedStatement add = connection.prepareStatement(edition.in(ADD))) {
                statement.execute("create schema " + next.schema());
                statement.execute(alone(next).sql(tables.get(projection).definition()));
                add.setString(1, projection.id());
                add.setInt(2, next.number());
                add.setString(3, projection.id());
                add.executeUpdate();
            }
            made.add(next);
        }
        return made;
    }

    /** The number of a projection's next generation, of whatever edition. */
    static int number(JdbcTemplate jdbc, Projection projection) {
        return Objects.requireNonNull(jdbc.queryForObject(NEXT, Integer.class, projection.id()));
    }

    private static int next(Connection connection, Projection projection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(NEXT)) {
            statement.setString(1, projection.id());
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    /** Makes what only readers need, where it is not there yet. */
    public void index(Connection connection, Collection<Generation> generations) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (Generation generation : generations) {
                String indexes = tables.get(generation.projection()).indexes();
                if (!indexes.isEmpty() && !isIndexed(connection, generation)) {
                    statement.execute(alone(generation).sql(indexes));
                }
            }
        }
    }

    private static boolean isIndexed(Connection connection, Generation generation) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(IS_INDEXED)) {
            statement.setString(1, generation.schema());
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getBoolean(1);
            }
        }
    }

    /** Has the planner know the tables. */
    public void analyze(Connection connection, Collection<Generation> generations) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (Generation generation : generations) {
                for (String table : tablesOf(connection, generation)) {
                    statement.execute("analyze " + generation.schema() + "." + table);
                }
            }
        }
    }

    /** The names of a generation's tables. */
    public List<String> tablesOf(Connection connection, Generation generation) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select tablename from pg_tables where schemaname = ? order by tablename""")) {
            statement.setString(1, generation.schema());
            try (ResultSet rows = statement.executeQuery()) {
                List<String> names = new ArrayList<>();
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
                return names;
            }
        }
    }

    private static Schemas alone(Generation generation) {
        return new Schemas(Map.of(generation.projection(), generation));
    }

    /** Locks these generations, all of which stand at one position; nothing where they are not there any more. */
    public OptionalLong lock(Connection connection, Collection<Generation> generations) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
            give(statement, 1, generations);
            try (ResultSet rows = statement.executeQuery()) {
                int found = 0;
                long position = 0;
                while (rows.next()) {
                    if (found > 0 && rows.getLong(1) != position) {
                        throw new IllegalStateException(
                                "generations of one rebuild are at one position: " + generations);
                    }
                    position = rows.getLong(1);
                    found++;
                }
                return found == generations.size() ? OptionalLong.of(position) : OptionalLong.empty();
            }
        }
    }

    /** Which ledgers these generations pass over. */
    public Map<Projection, Set<LedgerId>> parked(Connection connection, Collection<Generation> generations)
            throws SQLException {
        Map<Projection, Set<LedgerId>> parked = new EnumMap<>(Projection.class);
        try (PreparedStatement statement = connection.prepareStatement(PARKED)) {
            give(statement, 1, generations);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    parked.computeIfAbsent(Projection.named(rows.getString(1)), projection -> new HashSet<>())
                            .add(new LedgerId(new Tenant(rows.getString(2)), rows.getString(3)));
                }
            }
        }
        return parked;
    }

    /** Moves these generations, which have to be locked, to a position that their tables have reached. */
    public void move(Connection connection, Collection<Generation> generations, long position) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(MOVE)) {
            statement.setLong(1, position);
            give(statement, 2, generations);
            requireAll(statement.executeUpdate(), generations);
        }
    }

    /** Notes that these generations, which are not live, say something else than those that are. */
    public void readAnew(Connection connection, Collection<Generation> generations) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(READ_ANEW)) {
            give(statement, 1, generations);
            requireAll(statement.executeUpdate(), generations);
        }
    }

    /**
     * Puts these generations in the place of the live ones, which have to be locked and at the same position, and tells all
     * nodes once the transaction commits.
     *
     * @return those that were live
     */
    public List<Generation> switchTo(Connection connection, Collection<Generation> generations) throws SQLException {
        List<Generation> former = new ArrayList<>();
        try (PreparedStatement end = connection.prepareStatement(edition.in(END_LIVES))) {
            Array projections = connection.createArrayOf(
                    "text",
                    generations.stream().map(each -> each.projection().id()).toArray());
            end.setArray(1, projections);
            try (ResultSet rows = end.executeQuery()) {
                while (rows.next()) {
                    former.add(new Generation(Projection.named(rows.getString(1)), rows.getInt(2)));
                }
            }
        }
        requireAll(former.size(), generations);
        try (PreparedStatement begin = connection.prepareStatement(BEGIN_LIVES);
                PreparedStatement tell = connection.prepareStatement(TELL)) {
            give(begin, 1, generations);
            requireAll(begin.executeUpdate(), generations);
            tell.setString(1, Generations.CHANNEL);
            tell.setString(2, Generations.SWITCHED);
            tell.execute();
        }
        return former;
    }

    /** Takes away those of these generations that are not live, with their tables. */
    public List<Generation> remove(Connection connection, Collection<Generation> generations) throws SQLException {
        List<Generation> removed = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(REMOVE)) {
            give(statement, 1, generations);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    removed.add(new Generation(Projection.named(rows.getString(1)), rows.getInt(2)));
                }
            }
        }
        try (Statement statement = connection.createStatement()) {
            for (Generation generation : removed) {
                statement.execute("drop schema " + generation.schema() + " cascade");
            }
        }
        return removed;
    }

    private static void give(PreparedStatement statement, int first, Collection<Generation> generations)
            throws SQLException {
        statement.setObject(
                first, generations.stream().map(each -> each.projection().id()).toArray(String[]::new));
        statement.setObject(
                first + 1, generations.stream().mapToInt(Generation::number).toArray());
    }

    private static void requireAll(int rows, Collection<Generation> generations) {
        if (rows != generations.size()) {
            throw new IllegalStateException("%d of %s are there".formatted(rows, generations));
        }
    }
}
