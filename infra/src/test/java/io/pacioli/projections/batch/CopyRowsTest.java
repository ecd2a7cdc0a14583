package io.pacioli.projections.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pacioli.infra.postgres.TestDatabase;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

@TestInstance(Lifecycle.PER_CLASS)
class CopyRowsTest {

    private final TestDatabase database = TestDatabase.fresh();
    private Connection connection;
    private JdbcClient jdbc;

    @BeforeAll
    void connect() throws SQLException {
        connection = database.service().getConnection();
        jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
    }

    @AfterAll
    void disconnect() throws SQLException {
        connection.close();
        database.close();
    }

    @BeforeEach
    void table() {
        jdbc.sql("drop table if exists pg_temp.t").update();
    }

    @Test
    void whole_numbers_of_any_size_arrive() throws SQLException {
        jdbc.sql("create temporary table t (place integer generated always as identity, n numeric(60,0))")
                .update();
        List<BigInteger> numbers = new ArrayList<>(List.of(
                BigInteger.ZERO,
                BigInteger.ONE,
                BigInteger.valueOf(9_999),
                BigInteger.valueOf(10_000),
                BigInteger.valueOf(10_001),
                BigInteger.valueOf(100_000_000),
                BigInteger.valueOf(Long.MAX_VALUE),
                BigInteger.valueOf(Long.MIN_VALUE),
                BigInteger.TWO.pow(63),
                BigInteger.TEN.pow(38).subtract(BigInteger.ONE),
                BigInteger.TEN.pow(38),
                BigInteger.TEN.pow(40).add(BigInteger.ONE)));
        Random random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            numbers.add(new BigInteger(random.nextInt(1, 190), random));
        }
        numbers.addAll(numbers.stream().map(BigInteger::negate).toList());
        CopyRows rows = new CopyRows();
        numbers.forEach(number -> rows.row(1).numeric(number));

        rows.send(connection, "copy t (n) from stdin (format binary)");

        assertThat(jdbc.sql("select n::text from t order by place")
                        .query(String.class)
                        .list())
                .isEqualTo(numbers.stream().map(BigInteger::toString).toList());
    }

    @Test
    void every_type_arrives() throws SQLException {
        jdbc.sql("""
                create temporary table t (a bigint, b smallint, c date, d timestamptz, e uuid, f text, g text, h "char", i text[],
                  j text[], k smallint[])""").update();
        UUID id = UUID.randomUUID();
        CopyRows rows = new CopyRows();
        rows.row(11)
                .bigint(Long.MIN_VALUE)
                .smallint(-7)
                .date(LocalDate.of(1899, 12, 31))
                .timestamp(Instant.parse("1999-12-31T23:59:59.123456Z"))
                .uuid(id)
                .text("Grüße, 東京 🏦")
                .text(null)
                .character('d')
                .texts(List.of("a", "", "ß"))
                .texts(List.of())
                .smallints(List.of(2, 0, 18));

        rows.send(connection, "copy t from stdin (format binary)");

        assertThat(jdbc.sql("set time zone 'UTC'").update()).isZero();
        assertThat(jdbc.sql("select row_to_json(t)::text from t")
                        .query(String.class)
                        .single())
                .isEqualTo("""
                        {"a":-9223372036854775808,"b":-7,"c":"1899-12-31","d":"1999-12-31T23:59:59.123456+00:00","e":"%s",\
                        "f":"Grüße, 東京 🏦","g":null,"h":"d","i":["a","","ß"],"j":[],"k":[2,0,18]}""".formatted(id));
    }

    @Test
    void many_rows_arrive_in_order() throws SQLException {
        jdbc.sql("create temporary table t (place bigint generated always as identity, a bigint, b text)")
                .update();
        CopyRows rows = new CopyRows();
        for (int i = 1; i <= 50_000; i++) {
            rows.row(2).bigint(i).text("x".repeat(i % 50));
        }

        rows.send(connection, "copy t (a, b) from stdin (format binary)");

        assertThat(jdbc.sql("select count(*) from t where a = place and length(b) = a % 50")
                        .query(Long.class)
                        .single())
                .isEqualTo(50_000);
    }

    @Test
    void no_rows_are_not_sent() throws SQLException {
        new CopyRows().send(connection, "copy nowhere from stdin (format binary)");
    }

    @Test
    void a_refused_row_leaves_the_connection_usable() throws SQLException {
        jdbc.sql("create temporary table t (a bigint primary key)").update();
        CopyRows rows = new CopyRows();
        rows.row(1).bigint(1);
        rows.row(1).bigint(1);

        assertThatThrownBy(() -> rows.send(connection, "copy t from stdin (format binary)"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("duplicate key");

        assertThat(jdbc.sql("select count(*) from t").query(Long.class).single())
                .isZero();
    }
}
