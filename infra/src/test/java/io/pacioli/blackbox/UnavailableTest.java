package io.pacioli.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.infra.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.ds.PGSimpleDataSource;

/** What clients read while the database takes no connections, and afterwards. */
@Timeout(180)
class UnavailableTest {

    @Test
    void a_query_that_the_database_does_not_answer_is_told_to_come_again() throws SQLException {
        try (Service service = Service.start("--pacioli.database.connect-timeout=1s");
                Connection operator = operator(service.database())) {
            String ledger = service.openLedger("open");
            long position = service.head();
            service.send(service.request(ledger)
                            .header("Ledger-Position", Long.toString(position))
                            .GET())
                    .expect(200);

            String database = nameOf(service.database());
            execute(operator, "alter database %s with allow_connections false".formatted(database));
            execute(
                    operator,
                    "select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = '%s'"
                            .formatted(database));

            for (String path : List.of("/v1/ledgers", ledger, ledger + "/events", "/v1/projections")) {
                Reply reply = service.get(path).expectProblem(503, "QUERY_UNAVAILABLE");
                assertThat(reply.header("Retry-After")).hasValue("1");
            }
            service.send(service.request(ledger)
                            .header("Ledger-Position", Long.toString(position + 1))
                            .GET())
                    .expectProblem(503, "QUERY_UNAVAILABLE");

            execute(operator, "alter database %s with allow_connections true".formatted(database));
            Reply reply = service.get(ledger);
            while (reply.status() == 503) {
                reply = service.get(ledger);
            }
            reply.expect(200);
        }
    }

    /** Connected to another database of the same server: one's own cannot be closed. */
    static Connection operator(TestDatabase database) throws SQLException {
        var server = new PGSimpleDataSource();
        server.setUrl(database.url());
        server.setDatabaseName("postgres");
        server.setUser(database.superuserCredentials().user());
        server.setPassword(database.superuserCredentials().password());
        return server.getConnection();
    }

    static String nameOf(TestDatabase database) {
        var named = new PGSimpleDataSource();
        named.setUrl(database.url());
        return named.getDatabaseName();
    }

    static void execute(Connection operator, String sql) throws SQLException {
        try (var statement = operator.createStatement()) {
            statement.execute(sql);
        }
    }
}
