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
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A connection that is left in the middle of a copy keeps whoever uses it next waiting: each test has its own, and its time. */
@Timeout(60)
@TestInstance(Lifecycle.PER_CLASS)
class CopyRowsTest {

    private static final String COPY_PAIRS = "copy t (a, b) from stdin (format binary)";

    private final TestDatabase database = TestDatabase.fresh();
    private Connection connection;
    private JdbcClient jdbc;

    @BeforeEach
    void connect() throws SQLException {
        connection = database.service().getConnection();
        jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    @AfterAll
    void close() {
        database.close();
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

        CopyRows.send(
                connection,
                "copy t (n) from stdin (format binary)",
                numbers,
                (rows, number) -> rows.row(1).numeric(number));

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

        CopyRows.send(
                connection,
                "copy t from stdin (format binary)",
                List.of(id),
                (rows, each) -> rows.row(11)
                        .bigint(Long.MIN_VALUE)
                        .smallint(-7)
                        .date(LocalDate.of(1899, 12, 31))
                        .timestamp(Instant.parse("1999-12-31T23:59:59.123456Z"))
                        .uuid(each)
                        .text("Grüße, 東京 🏦")
                        .text(null)
                        .character('d')
                        .texts(List.of("a", "", "ß"))
                        .texts(List.of())
                        .smallints(List.of(2, 0, 18)));

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

        CopyRows.send(connection, COPY_PAIRS, upTo(50_000), CopyRowsTest::pair);

        assertThat(jdbc.sql("select count(*) from t where a = place and length(b) = a % 50")
                        .query(Long.class)
                        .single())
                .isEqualTo(50_000);
    }

    @Test
    void an_item_may_have_several_rows_or_none() throws SQLException {
        jdbc.sql("create temporary table t (a bigint, b text)").update();

        CopyRows.send(connection, COPY_PAIRS, upTo(4), (rows, each) -> {
            for (int i = 1; i < each; i++) {
                pair(rows, 10 * each + i);
            }
        });

        assertThat(jdbc.sql("select a from t order by a").query(Integer.class).list())
                .containsExactly(21, 31, 32, 41, 42, 43);
    }

    @Test
    void a_row_may_be_larger_than_what_is_sent_together() throws SQLException {
        jdbc.sql("create temporary table t (a bigint, b text)").update();

        CopyRows.send(
                connection,
                COPY_PAIRS,
                upTo(3),
                (rows, each) -> rows.row(2).bigint(each).text("x".repeat(each == 2 ? 5_000_000 : 1)));

        assertThat(jdbc.sql("select length(b) from t order by a")
                        .query(Integer.class)
                        .list())
                .containsExactly(1, 5_000_000, 1);
    }

    @Test
    void no_rows_are_not_sent() throws SQLException {
        CopyRows.send(connection, "copy nowhere from stdin (format binary)", List.of(), CopyRowsTest::pair);
        CopyRows.send(connection, "copy nowhere from stdin (format binary)", upTo(2), (rows, each) -> {});
    }

    /** Of few rows, which are sent together, and of many, where it is refused while others are still sent. */
    @ParameterizedTest
    @ValueSource(ints = {2, 200_000})
    void a_refused_row_leaves_the_connection_usable(int count) throws SQLException {
        jdbc.sql("create temporary table t (a bigint primary key, b text)").update();
        List<Integer> items = new ArrayList<>(upTo(count));
        items.set(1, items.getFirst());

        assertThatThrownBy(() -> CopyRows.send(connection, COPY_PAIRS, items, CopyRowsTest::pair))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("duplicate key");

        assertThat(jdbc.sql("select count(*) from t").query(Long.class).single())
                .isZero();
    }

    @Test
    void where_a_row_cannot_be_made_none_is_stored_and_the_connection_is_usable() throws SQLException {
        jdbc.sql("create temporary table t (a bigint, b text)").update();

        assertThatThrownBy(() -> CopyRows.send(connection, COPY_PAIRS, upTo(50_000), (rows, each) -> {
                    pair(rows, each);
                    if (each == 49_999) {
                        throw new IllegalStateException("cannot be made");
                    }
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("cannot be made");

        assertThat(jdbc.sql("select count(*) from t").query(Long.class).single())
                .isZero();
    }

    private static List<Integer> upTo(int last) {
        return IntStream.rangeClosed(1, last).boxed().toList();
    }

    private static void pair(CopyRows rows, int i) {
        rows.row(2).bigint(i).text("x".repeat(i % 50));
    }
}
