package io.pacioli.infra.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pacioli.infra.settings.DatabaseSettings;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpeningDatabaseTest {
    private final TestDatabase database = TestDatabase.fresh();
    private final Credentials owner = database.ownerCredentials();
    private final Credentials service = database.serviceCredentials();

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void the_pool_and_dedicated_connections_are_the_services_role() throws SQLException {
        try (var databases = open(address(service, owner))) {
            assertThat(one(databases.pool(), "select current_user")).isEqualTo("pacioli");
            var own = databases.dedicated("pacioli commands", Duration.ofSeconds(7));
            assertThat(one(own, "select current_user")).isEqualTo("pacioli");
            assertThat(one(own, "show application_name")).isEqualTo("pacioli commands");
            assertThat(one(own, "show statement_timeout")).isEqualTo("7s");
            assertThat(one(own, "show idle_in_transaction_session_timeout")).isEqualTo("7s");
        }
    }

    @Test
    void without_the_owners_credentials_a_current_schema_is_served() throws SQLException {
        try (var databases = open(address(service, null))) {
            assertThat(one(databases.pool(), "select position from event_store.head"))
                    .isEqualTo("0");
        }
    }

    @Test
    void without_the_owners_credentials_an_outdated_schema_is_refused() throws SQLException {
        run(database.owner(), """
                delete from event_store.flyway_schema_history
                where installed_rank = (select max(installed_rank) from event_store.flyway_schema_history)""");

        assertRefused(address(service, null), "not the one of this version", "PACIOLI_DATABASE_OWNER_USER");
    }

    @Test
    void without_the_owners_credentials_an_empty_database_is_refused() throws SQLException {
        run(database.owner(), "drop schema event_store cascade");

        assertRefused(address(service, null), "not the one of this version");
    }

    @Test
    void a_migration_that_was_changed_after_it_ran_is_refused() throws SQLException {
        run(database.owner(), "update event_store.flyway_schema_history set checksum = 1 where version = '1'");

        assertRefused(address(service, owner), "could not be migrated", "checksum");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            grant update on event_store.events to pacioli                   | it may update event_store.events
            grant delete on event_store.streams to pacioli                  | it may delete event_store.streams
            grant truncate on event_store.keys to pacioli                   | it may truncate event_store.keys
            grant trigger on event_store.events to pacioli                  | it may trigger event_store.events
            grant update (payload) on event_store.events to pacioli         | it may update columns of event_store.events
            grant update on event_store.events to public                    | it may update event_store.events
            alter table event_store.keys owner to pacioli                   | it may act as pacioli, who owns event_store.keys
            drop table event_store.keys                                     | event_store.keys is missing
            """)
    void a_role_that_could_rewrite_the_event_store_is_refused(String grant, String way) throws SQLException {
        run(database.superuser(), grant);

        assertRefused(address(service, null), "must be able to add to the event store and never to change it", way);
    }

    @Test
    void a_superuser_is_refused() {
        assertRefused(address(database.superuserCredentials(), null), "it is a superuser");
    }

    @Test
    void the_owner_as_the_services_role_is_refused() {
        assertRefused(address(owner, owner), "cannot be the service's role as well");
        assertRefused(address(owner, null), "it may act as pacioli_owner, who owns event_store.events");
    }

    @Test
    void a_missing_role_is_made_by_an_owner_who_may() throws SQLException {
        var newcomer = new Credentials("newcomer " + database.url().length(), "o'clock");
        try (var databases = open(address(newcomer, database.superuserCredentials()))) {
            assertThat(one(databases.pool(), "select current_user")).isEqualTo(newcomer.user());
        } finally {
            run(database.superuser(), "drop owned by %1$s; drop role %1$s".formatted(Roles.quoted(newcomer.user())));
        }
    }

    @Test
    void a_missing_role_that_the_owner_may_not_make_is_refused_with_the_statements_to_run() {
        assertRefused(
                address(new Credentials("absent", "secret"), owner),
                "create role \"absent\" login password '…'",
                "grant \"absent\" to \"pacioli_owner\"");
    }

    @Test
    void a_server_that_may_lose_what_it_acknowledged_is_refused_unless_told_otherwise() throws SQLException {
        var address = address(service, owner);
        run(database.superuser(), "alter role pacioli in database %s set synchronous_commit = off".formatted(name()));

        assertThatThrownBy(() -> new OpeningDatabase(address, settings(), false).open())
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("synchronous_commit off and may lose acknowledged transactions")
                .hasMessageContaining("--unsafe");

        try (var databases = open(address)) {
            assertThat(databases.durability().weaknesses()).contains("synchronous_commit");
        }
    }

    @Test
    void a_wrong_password_is_refused_and_not_repeated() {
        assertThatThrownBy(() -> open(address(new Credentials("pacioli", "guessed"), null)))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("cannot be entered")
                .hasMessageNotContaining("guessed");
    }

    @Test
    void a_server_that_does_not_answer_is_refused_after_a_while() {
        var nowhere = new DatabaseAddress("jdbc:postgresql://127.0.0.1:1/pacioli", service, Optional.empty());

        assertThatThrownBy(() -> open(nowhere))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("No PostgreSQL answered at jdbc:postgresql://127.0.0.1:1/pacioli within 0 s");
    }

    private String name() {
        return database.url().substring(database.url().lastIndexOf('/') + 1);
    }

    private DatabaseAddress address(Credentials as, Credentials ownerOrNull) {
        return new DatabaseAddress(database.url(), as, Optional.ofNullable(ownerOrNull));
    }

    private static void assertRefused(DatabaseAddress address, String... parts) {
        assertThatThrownBy(() -> open(address)).isInstanceOf(StartRefused.class).hasMessageContainingAll(parts);
    }

    /** The tests' server runs without fsync, so it is opened as one that is known to be unsafe. */
    private static Databases open(DatabaseAddress address) {
        return new OpeningDatabase(address, settings(), true).open();
    }

    private static DatabaseSettings settings() {
        return new DatabaseSettings(
                null,
                null,
                null,
                new DatabaseSettings.Owner(null, null),
                Duration.ZERO,
                Duration.ofSeconds(5),
                Duration.ofSeconds(60),
                4);
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
