package io.pacioli.projections.rebuild;

import static java.util.stream.Collectors.joining;

import io.pacioli.projections.generation.Generation;
import io.pacioli.projections.generation.NextGenerations;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Compares the tables of two generations at one moment: the rows of each key (an account, a currency and a day, say) are counted
 * and their hashes summed, in either one, and the keys for which these differ are told, some with their rows.
 *
 * <p>First of all, keys are thrown into {@value #BUCKETS} buckets, and the buckets of either table compared: where these are equal, as
 * they mostly are, nothing has to be sorted by key. A table is read for that in slices, between which others may have their turn.
 *
 * <p>Tables and columns that only one of them has, because another version of the code has made it, are not compared.
 */
final class Comparison {

    /** How many differences are shown, and how many rows of each. */
    private static final int EXAMPLES_MAX = 10;

    private static final int ROWS_MAX = 5;

    private static final String SETTINGS = """
            set local statement_timeout = 0;
            set local max_parallel_workers_per_gather = 0;
            set local work_mem = '64MB'""";

    private static final String COLUMNS = """
            select a.attname, format_type(a.atttypid, a.atttypmod), coalesce(k.place, 0)
            from pg_attribute a
            left join (
              select unnest(i.indkey) as attnum, generate_subscripts(i.indkey, 1) + 1 as place, i.indrelid
              from pg_index i where i.indisprimary
            ) k on k.indrelid = a.attrelid and k.attnum = a.attnum
            where a.attrelid = ?::regclass and a.attnum > 0 and not a.attisdropped
            order by a.attnum""";

    private static final int BUCKETS = 1024;

    /** How many pages of a table are read at once: a tenth of a second's work. */
    private static final int SLICE_PAGES = 1_000;

    private static final String PAGES = "select pg_relation_size(?::regclass) / current_setting('block_size')::bigint";

    private static final String HASH = "sum(hashtextextended(row({columns})::text, 0)::numeric)";

    private static final String SLICE = """
            select {bucket} as bucket, count(*), %s
            from only {table}
            where ctid >= format('(%%s,0)', ?::bigint)::tid and ctid < format('(%%s,0)', ?::bigint)::tid
            group by bucket""".formatted(HASH);

    private static final String DIFFERENCES = """
            with live as (select {key}, count(*) as rows, %1$s as hash
                          from only {live} where {bucket} = any(?) group by {key}),
                 other as (select {key}, count(*) as rows, %1$s as hash
                           from only {other} where {bucket} = any(?) group by {key})
            select count(*) over (), {texts}
            from live full join other using ({key})
            where live.rows is distinct from other.rows or live.hash is distinct from other.hash
            order by {key}
            limit ?""".formatted(HASH);

    private static final String ROWS = """
            select coalesce(jsonb_agg(r), '[]') from (select to_jsonb(t) as r from only {table} t where {match} limit ?) x""";

    /** What only the other tables pass over; compared by their rows, a ledger without any later ones would look the same. */
    private static final String PARKED = """
            select count(*) over (), to_jsonb(o)::text
            from projections.parked o
            where o.projection = ? and o.generation = ? and not exists (
              select from projections.parked l
              where l.projection = o.projection and l.generation = ? and l.tenant = o.tenant and l.ledger = o.ledger)
            order by o.position
            limit ?""";

    private static final String EXAMPLE =
            "select jsonb_build_object('table', ?::text, 'live', ?::jsonb, 'rebuilt', ?::jsonb)::text";

    /** How many keys differ, and a JSON list of some of them. */
    record Result(long differences, String examples) {}

    /** Lets others have their turn, after so many nanoseconds of work. */
    interface Rests {
        void after(long nanos) throws InterruptedException;
    }

    private record Columns(Map<String, String> types, List<String> key) {}

    /** What the rows of a bucket come to. */
    private record Sum(long rows, BigDecimal hash) {
        Sum plus(Sum other) {
            return new Sum(rows + other.rows, hash.add(other.hash));
        }
    }

    private final NextGenerations generations;
    private final Connection connection;
    private final Rests rests;
    private final List<String> examples = new ArrayList<>();
    private long differences;

    /** @param connection in a transaction that sees both generations at one position */
    Comparison(NextGenerations generations, Connection connection, Rests rests) {
        this.generations = generations;
        this.connection = connection;
        this.rests = rests;
    }

    Result of(List<Generation> live, Function<Generation, Generation> counterpart)
            throws SQLException, InterruptedException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(SETTINGS);
        }
        for (Generation one : live) {
            Generation other = counterpart.apply(one);
            compareParked(one, other);
            List<String> tables = generations.tablesOf(connection, other);
            for (String table : generations.tablesOf(connection, one)) {
                if (tables.contains(table)) {
                    compare(one, other, table);
                }
            }
        }
        return new Result(differences, examples.stream().collect(joining(",", "[", "]")));
    }

    private void compareParked(Generation one, Generation other) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(PARKED)) {
            statement.setString(1, one.projection().id());
            statement.setInt(2, other.number());
            statement.setInt(3, one.number());
            statement.setInt(4, EXAMPLES_MAX);
            try (ResultSet rows = statement.executeQuery()) {
                boolean isFirst = true;
                while (rows.next()) {
                    differences += isFirst ? rows.getLong(1) : 0;
                    isFirst = false;
                    if (examples.size() < EXAMPLES_MAX) {
                        examples.add(example("projections.parked", "[]", "[" + rows.getString(2) + "]"));
                    }
                }
            }
        }
    }

    private void compare(Generation one, Generation other, String table) throws SQLException, InterruptedException {
        String live = one.schema() + "." + table;
        String rebuilt = other.schema() + "." + table;
        Columns columns = columns(live);
        Columns theirs = columns(rebuilt);
        Map<String, String> common = new LinkedHashMap<>(columns.types());
        common.keySet().retainAll(theirs.types().keySet());
        List<String> key = generations.tables(one.projection()).comparedBy().getOrDefault(table, columns.key());
        String bucket = bucket(columns.types(), key);
        Integer[] buckets = differentBuckets(live, rebuilt, bucket, common.keySet());
        if (buckets.length == 0) {
            return;
        }
        String sql = DIFFERENCES
                .replace("{key}", String.join(", ", key))
                .replace("{bucket}", bucket)
                .replace("{columns}", String.join(", ", common.keySet()))
                .replace(
                        "{texts}", key.stream().map(column -> column + "::text").collect(joining(", ")))
                .replace("{live}", live)
                .replace("{other}", rebuilt);
        List<String[]> different = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Array given = connection.createArrayOf("integer", buckets);
            statement.setArray(1, given);
            statement.setArray(2, given);
            statement.setInt(3, EXAMPLES_MAX);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    if (different.isEmpty()) {
                        differences += rows.getLong(1);
                    }
                    String[] values = new String[key.size()];
                    for (int i = 0; i < values.length; i++) {
                        values[i] = rows.getString(i + 2);
                    }
                    different.add(values);
                }
            }
        }
        for (String[] values : different) {
            if (examples.size() < EXAMPLES_MAX) {
                examples.add(example(
                        one.projection().id() + "." + table,
                        rows(live, columns, key, values),
                        rows(rebuilt, theirs, key, values)));
            }
        }
    }

    /** Spreads what counts on: ids, positions and numbers. */
    private static String bucket(Map<String, String> types, List<String> key) {
        return key.stream()
                .filter(column -> "bigint".equals(types.get(column)))
                .map(column -> " + " + column)
                .collect(joining("", "((0", ") & " + (BUCKETS - 1) + ")::integer"));
    }

    private Integer[] differentBuckets(String live, String other, String bucket, Collection<String> columns)
            throws SQLException, InterruptedException {
        Map<Integer, Sum> ofLive = buckets(live, bucket, columns);
        Map<Integer, Sum> ofOther = buckets(other, bucket, columns);
        Set<Integer> all = new TreeSet<>(ofLive.keySet());
        all.addAll(ofOther.keySet());
        return all.stream()
                .filter(each -> !Objects.equals(ofLive.get(each), ofOther.get(each)))
                .toArray(Integer[]::new);
    }

    private Map<Integer, Sum> buckets(String table, String bucket, Collection<String> columns)
            throws SQLException, InterruptedException {
        String sql = SLICE.replace("{bucket}", bucket)
                .replace("{columns}", String.join(", ", columns))
                .replace("{table}", table);
        Map<Integer, Sum> sums = new HashMap<>();
        long pages = pages(table);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (long first = 0; first < pages; first += SLICE_PAGES) {
                long beganAt = System.nanoTime();
                statement.setLong(1, first);
                statement.setLong(2, first + SLICE_PAGES);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        sums.merge(rows.getInt(1), new Sum(rows.getLong(2), rows.getBigDecimal(3)), Sum::plus);
                    }
                }
                rests.after(System.nanoTime() - beganAt);
            }
        }
        return sums;
    }

    /** How many pages a table has by now: whatever this transaction sees is in them. */
    private long pages(String table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(PAGES)) {
            statement.setString(1, table);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private Columns columns(String table) throws SQLException {
        Map<String, String> types = new LinkedHashMap<>();
        Map<Integer, String> places = new TreeMap<>();
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
            statement.setString(1, table);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    types.put(rows.getString(1), rows.getString(2));
                    if (rows.getInt(3) > 0) {
                        places.put(rows.getInt(3), rows.getString(1));
                    }
                }
            }
        }
        return new Columns(types, List.copyOf(places.values()));
    }

    private String rows(String table, Columns columns, List<String> key, String[] values) throws SQLException {
        String match = key.stream()
                .map(column -> column + " = ?::" + columns.types().get(column))
                .collect(joining(" and "));
        try (PreparedStatement statement =
                connection.prepareStatement(ROWS.replace("{table}", table).replace("{match}", match))) {
            int last = 0;
            for (String value : values) {
                statement.setString(++last, value);
            }
            statement.setInt(last + 1, ROWS_MAX);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    private String example(String table, String live, String rebuilt) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(EXAMPLE)) {
            statement.setString(1, table);
            statement.setString(2, live);
            statement.setString(3, rebuilt);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }
}
