package io.pacioli.projections.rebuild;

import static java.util.stream.Collectors.joining;

import io.pacioli.projections.generation.Generation;
import io.pacioli.projections.generation.NextGenerations;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Compares the tables of two generations at one moment: the rows of each key (an account, a currency and a day, say) are counted
 * and their hashes summed, in either one, and the keys for which these differ are told, some with their rows.
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

    private static final String DIFFERENCES = """
            with live as (select {key}, count(*) as rows, sum(hashtextextended(row({columns})::text, 0)::numeric) as hash
                          from only {live} group by {key}),
                 other as (select {key}, count(*) as rows, sum(hashtextextended(row({columns})::text, 0)::numeric) as hash
                           from only {other} group by {key})
            select count(*) over (), {texts}
            from live full join other using ({key})
            where live.rows is distinct from other.rows or live.hash is distinct from other.hash
            order by {key}
            limit ?""";

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

    private record Columns(Map<String, String> types, List<String> key) {}

    private final NextGenerations generations;
    private final Connection connection;
    private final List<String> examples = new ArrayList<>();
    private long differences;

    /** @param connection in a transaction that sees both generations at one position */
    Comparison(NextGenerations generations, Connection connection) {
        this.generations = generations;
        this.connection = connection;
    }

    Result of(List<Generation> live, Function<Generation, Generation> counterpart) throws SQLException {
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

    private void compare(Generation one, Generation other, String table) throws SQLException {
        String live = one.schema() + "." + table;
        String rebuilt = other.schema() + "." + table;
        Columns columns = columns(live);
        Columns theirs = columns(rebuilt);
        Map<String, String> common = new LinkedHashMap<>(columns.types());
        common.keySet().retainAll(theirs.types().keySet());
        List<String> key = generations.tables(one.projection()).comparedBy().getOrDefault(table, columns.key());
        String sql = DIFFERENCES
                .replace("{key}", String.join(", ", key))
                .replace("{columns}", String.join(", ", common.keySet()))
                .replace(
                        "{texts}", key.stream().map(column -> column + "::text").collect(joining(", ")))
                .replace("{live}", live)
                .replace("{other}", rebuilt);
        List<String[]> different = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, EXAMPLES_MAX);
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
