package io.pacioli.infra.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TestDatabaseTest {
    private final TestDatabase database = TestDatabase.fresh();

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void a_fresh_database_is_migrated() throws SQLException {
        assertThat(one(database.service(), "select to_regclass('event_store.flyway_schema_history') is not null"))
                .isEqualTo("t");
    }

    @Test
    void each_database_is_its_own() throws SQLException {
        try (var other = TestDatabase.fresh()) {
            run(database.service(), "create schema here");

            assertThat(one(other.service(), "select to_regnamespace('here')")).isNull();
        }
    }

    @Test
    void the_service_makes_schemas_of_its_own_but_nothing_in_the_event_store() throws SQLException {
        run(database.service(), "create schema balances_1");

        assertThatThrownBy(() -> run(database.service(), "create table event_store.mine (id int)"))
                .hasMessageContaining("permission denied for schema event_store");
    }

    @Test
    void the_owner_can_make_a_schema_for_the_service() throws SQLException {
        run(database.owner(), "create schema shared authorization pacioli");

        run(database.service(), "create table shared.t (id int)");
    }

    private static void run(DataSource dataSource, String sql) throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String one(DataSource dataSource, String sql) throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
