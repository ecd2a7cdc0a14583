package io.pacioli.projections.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pacioli.infra.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CopyRowsTest {

    private static final long SEED = 20_250_601;
    private static final String COPY = "copy copied (a, b, c, d, e, f, g) from stdin (format binary)";
    private static final HexFormat HEX = HexFormat.of();

    private final TestDatabase database = TestDatabase.fresh();
    private Connection connection;

    @BeforeEach
    void make_the_table() throws SQLException {
        connection = database.service().getConnection();
        try (var statement = connection.createStatement()) {
            statement.execute("""
                    create temporary table copied (
                      a bigint not null primary key, b smallint not null, c uuid not null, d timestamptz not null,
                      e text not null, f json, g bytea)
                    """);
        }
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        database.close();
    }

    /** A row with a column of each type that we send; the bytes of the last in hexadecimal. */
    private record Row(
            long a,
            int b,
            UUID c,
            Instant d,
            String e,
            @Nullable String f,
            @Nullable String g) {}

    @Test
    void every_type_arrives_as_it_was_at_its_limits_too() throws SQLException {
        List<Row> rows = List.of(
                new Row(
                        Long.MIN_VALUE,
                        Short.MIN_VALUE,
                        new UUID(0, 0),
                        Instant.parse("1970-01-01T00:00:00Z"),
                        "",
                        null,
                        null),
                new Row(
                        -1,
                        -1,
                        new UUID(-1, -1),
                        Instant.parse("1999-12-31T23:59:59.999999Z"),
                        "é 金 𝄞 \\N \t",
                        "{}",
                        ""),
                new Row(
                        Long.MAX_VALUE,
                        Short.MAX_VALUE,
                        UUID.fromString("0190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b"),
                        Instant.parse("2999-12-31T23:59:59.000001Z"),
                        "\"",
                        "{ \"b\":1,  \"a\":[\"\\u0000\"] }",
                        "00ff01"));

        send(rows);

        assertThat(stored()).isEqualTo(rows);
    }

    @Test
    void more_rows_than_the_buffer_holds_at_first_arrive_and_so_do_the_next() throws SQLException {
        Random random = new Random(SEED);
        List<Row> all = new ArrayList<>();
        for (int size : new int[] {2_000, 1, 300}) {
            List<Row> rows = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                rows.add(random(random, all.size() + rows.size()));
            }
            send(rows);
            all.addAll(rows);
        }

        assertThat(stored()).isEqualTo(all);
    }

    @Test
    void a_value_larger_than_any_buffer_arrives() throws SQLException {
        byte[] large = new byte[5 << 20];
        new Random(SEED).nextBytes(large);
        Row row = new Row(1, 1, new UUID(1, 1), Instant.EPOCH, "x".repeat(3 << 20), null, HEX.formatHex(large));
        Row next = new Row(2, 1, new UUID(1, 1), Instant.EPOCH, "x", null, null);

        send(List.of(row));
        send(List.of(next));

        assertThat(stored()).containsExactly(row, next);
    }

    @Test
    void no_rows_are_not_even_sent() throws SQLException {
        connection.close();

        send(List.of());
    }

    @Test
    void what_the_server_refuses_is_an_sql_exception_and_the_connection_serves_again() throws SQLException {
        Row row = new Row(1, 1, new UUID(1, 1), Instant.EPOCH, "x", null, null);
        assertThatThrownBy(() -> send(List.of(row, row)))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23505"));
        Row malformed = new Row(2, 1, new UUID(1, 1), Instant.EPOCH, "x", "{not json", null);
        assertThatThrownBy(() -> send(List.of(malformed))).isInstanceOf(SQLException.class);

        send(List.of(row));

        assertThat(stored()).containsExactly(row);
    }

    private static Row random(Random random, int a) {
        byte[] bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        return new Row(
                a,
                random.nextInt(Short.MIN_VALUE, Short.MAX_VALUE + 1),
                new UUID(random.nextLong(), random.nextLong()),
                Instant.ofEpochSecond(random.nextLong(0, 4_000_000_000L), 1_000L * random.nextInt(1_000_000)),
                Integer.toString(random.nextInt(), 36).repeat(random.nextInt(1, 20)),
                random.nextBoolean() ? null : "{\"n\":%d}".formatted(random.nextInt()),
                random.nextBoolean() ? null : HEX.formatHex(bytes));
    }

    private void send(List<Row> rows) throws SQLException {
        CopyRows copy = new CopyRows();
        for (Row row : rows) {
            copy.row(7)
                    .bigint(row.a())
                    .smallint(row.b())
                    .uuid(row.c())
                    .timestamp(row.d())
                    .text(row.e())
                    .bytes(row.f() == null ? null : row.f().getBytes(UTF_8))
                    .bytes(row.g() == null ? null : HEX.parseHex(row.g()));
        }
        copy.send(connection, COPY);
    }

    private List<Row> stored() throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select a, b, c, d, e, f, encode(g, 'hex') from copied order by a")) {
            while (row.next()) {
                rows.add(new Row(
                        row.getLong(1),
                        row.getInt(2),
                        row.getObject(3, UUID.class),
                        row.getObject(4, OffsetDateTime.class).toInstant(),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7)));
            }
        }
        return rows;
    }
}
