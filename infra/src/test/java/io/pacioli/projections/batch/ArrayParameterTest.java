package io.pacioli.projections.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.infra.postgres.TestDatabase;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(Lifecycle.PER_CLASS)
class ArrayParameterTest {

    private static final UUID ID = UUID.fromString("f81d4fae-7dec-11d0-a765-00a0c91e6bf6");

    private final TestDatabase database = TestDatabase.fresh();
    private Connection connection;

    @BeforeAll
    void connect() throws SQLException {
        connection = database.service().getConnection();
        try (var statement = connection.createStatement()) {
            statement.execute("set time zone 'UTC'");
        }
    }

    @AfterAll
    void disconnect() throws SQLException {
        connection.close();
        database.close();
    }

    static Stream<Arguments> arrays() {
        List<Integer> numbers = List.of(-7, 0, 12_345);
        List<LocalDate> dates = Arrays.asList(LocalDate.of(1899, 12, 31), null, LocalDate.of(2026, 2, 28));
        List<String> texts = Arrays.asList("Grüße, 東京 🏦", null, "", "\"{NULL,\\}");
        List<String> documents = Arrays.asList("{\"a\": [1,  2]}", null);
        return Stream.of(
                Arguments.of("bigint", ArrayParameter.bigints(List.of(Long.MIN_VALUE, 7L), Long::longValue), """
                        {-9223372036854775808,7}"""),
                Arguments.of("smallint", ArrayParameter.smallints(numbers, Integer::intValue), "{-7,0,12345}"),
                Arguments.of(
                        "numeric",
                        ArrayParameter.numerics(List.of(BigInteger.ZERO, BigInteger.TEN.pow(38)), Function.identity()),
                        "{0,1" + "0".repeat(38) + "}"),
                Arguments.of("date", ArrayParameter.dates(dates, Function.identity()), "{1899-12-31,NULL,2026-02-28}"),
                Arguments.of(
                        "timestamptz",
                        ArrayParameter.timestamps(
                                List.of(Instant.parse("1999-12-31T23:59:59.123456Z")), Function.identity()),
                        "{\"1999-12-31 23:59:59.123456+00\"}"),
                Arguments.of("uuid", ArrayParameter.uuids(List.of(ID), Function.identity()), "{" + ID + "}"),
                Arguments.of("text", ArrayParameter.texts(texts, Function.identity()), """
                        {"Grüße, 東京 🏦",NULL,"","\\"{NULL,\\\\}"}"""),
                Arguments.of("json", ArrayParameter.jsons(documents, ArrayParameterTest::utf8), """
                        {"{\\"a\\": [1,  2]}",NULL}"""),
                Arguments.of("bytea", ArrayParameter.byteas(List.of("ß"), ArrayParameterTest::utf8), """
                        {"\\\\xc39f"}"""),
                Arguments.of("text", ArrayParameter.texts(List.<String>of(), Function.identity()), "{}"));
    }

    private static byte[] utf8(String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @MethodSource("arrays")
    void every_value_arrives(String type, ArrayParameter array, String expected) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select ?::%s[]::text".formatted(type))) {
            array.set(statement, 1);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                assertThat(row.getString(1)).isEqualTo(expected);
            }
        }
    }

    @Test
    void a_long_array_arrives_in_order_and_again_when_the_server_has_prepared_the_statement() throws SQLException {
        List<Integer> places =
                Stream.iterate(1, place -> place + 1).limit(50_000).toList();
        try (PreparedStatement statement = connection.prepareStatement("""
                select count(*) from unnest(?::bigint[], ?::text[]) with ordinality as a (n, t, place)
                where n = place and t = repeat('x', (place % 50)::int)""")) {
            for (int time = 0; time < 7; time++) {
                ArrayParameter.bigints(places, Integer::longValue).set(statement, 1);
                ArrayParameter.texts(places, place -> "x".repeat(place % 50)).set(statement, 2);
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    assertThat(row.getLong(1)).isEqualTo(places.size());
                }
            }
        }
    }
}
