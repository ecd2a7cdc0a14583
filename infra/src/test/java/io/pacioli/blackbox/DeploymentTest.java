package io.pacioli.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.projections.generation.Edition;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two builds on one database, of which one has changed a read table: as in a rolling deployment, and back. */
@Timeout(240)
class DeploymentTest {

    private static final Duration WAIT_MAX = Duration.ofSeconds(90);
    private static final String FORMER = new Edition().toString();

    @Test
    void a_changed_read_table_is_built_beside_the_former_one_served_once_it_is_whole_and_rolled_back()
            throws Exception {
        try (Service former = Service.start()) {
            String ledger = former.openLedger("open");
            for (int i = 0; i < 10; i++) {
                transfer(former, ledger);
            }
            Reply seen = transfer(former, ledger);
            at(former, seen, ledger).expect(200);
            // A node that only answers queries waits for one that projects.
            Service answering = former.besideOf(new ChangedBuild(), "--pacioli.projections.enabled=false");
            Service changed = null;
            try {
                isNotReadyButAcceptsCommands(answering, ledger);
                assertThat(balance(former, transfer(answering, ledger), ledger)).isEqualTo("13.00");

                changed = former.besideOf(new ChangedBuild());
                awaitReady(changed);
                awaitReady(answering);

                assertThat(text(former, "select min(changed) from balances_2.balances"))
                        .isEqualTo("yes");
                assertThat(balance(changed, seen, ledger)).isEqualTo("13.00");
                bothGoOn(former, changed, answering, ledger);
                former.stop();
                assertThat(balance(changed, transfer(changed, ledger), ledger)).isEqualTo("17.00");

                rolledBack(former, changed, answering, ledger);
            } finally {
                answering.stop();
                if (changed != null) {
                    changed.stop();
                }
            }
        }
    }

    private static void isNotReadyButAcceptsCommands(Service node, String ledger) {
        node.get("/actuator/health/readiness").expect(503);
        Reply refused = node.get(ledger);
        refused.expectProblem(503, "PROJECTION_BUILDING");
        assertThat(refused.header("Retry-After")).contains("1");
        at(node, transfer(node, ledger), ledger).expectProblem(503, "PROJECTION_BUILDING");
        node.get(ledger + "/events").expect(200);
        assertThat(node.get("/v1/projections")
                        .expect(200)
                        .json()
                        .at("/data/2/lagEvents")
                        .longValue())
                .isPositive();
    }

    /** What either one records is read from either one's tables. */
    private static void bothGoOn(Service former, Service changed, Service answering, String ledger) {
        Reply byFormer = transfer(former, ledger);
        Reply byChanged = transfer(changed, ledger);
        for (Service node : new Service[] {former, changed, answering}) {
            at(node, byFormer, ledger).expect(200);
            assertThat(balance(node, byChanged, ledger)).isEqualTo("15.00");
        }
        Reply rebuilt = former.post("/v1/projections/balances/rebuilds", "{}").expect(202);
        Awaitility.await().atMost(WAIT_MAX).until(() -> state(former, rebuilt).equals("switched"));
        assertThat(balance(former, byChanged, ledger)).isEqualTo("15.00");
        assertThat(balance(changed, transfer(changed, ledger), ledger)).isEqualTo("16.00");
    }

    private static String state(Service service, Reply rebuild) {
        return service.get("/v1/projections/balances/rebuilds/"
                        + rebuild.json().path("id").stringValue())
                .json()
                .path("state")
                .stringValue();
    }

    private static void rolledBack(Service former, Service changed, Service answering, String ledger)
            throws SQLException {
        former.restart();
        changed.stop();
        answering.stop();
        former.get("/actuator/health/readiness").expect(200);
        Reply last = transfer(former, ledger);
        assertThat(balance(former, last, ledger)).isEqualTo("18.00");

        // Nobody has used the changed ones for longer than they are kept.
        execute(
                former,
                "update projections.token set claimed_at = claimed_at - interval '2 hours' where processor like '%/"
                        + ChangedBuild.EDITION + "'");
        execute(
                former,
                "update projections.generation set built_at = built_at - interval '2 hours', used_at = used_at - interval '2 hours'");
        Awaitility.await()
                .atMost(WAIT_MAX)
                .until(() -> text(former, "select string_agg(distinct edition, ' ') from projections.generation")
                        .equals(FORMER));
        assertThat(balance(former, last, ledger)).isEqualTo("18.00");

        changed.restart();
        awaitReady(changed);
        assertThat(balance(changed, last, ledger)).isEqualTo("18.00");
    }

    private static void awaitReady(Service node) {
        Awaitility.await()
                .atMost(WAIT_MAX)
                .until(() -> node.get("/actuator/health/readiness").status() == 200);
    }

    private static Reply transfer(Service service, String ledger) {
        return service.post(ledger + "/transactions", """
                {"postings":[{"account":"assets:bank","direction":"debit","amount":"1.00","currency":"EUR"},
                  {"account":"income:sales","direction":"credit","amount":"1.00","currency":"EUR"}]}""").expect(201);
    }

    private static Reply at(Service service, Reply seen, String path) {
        return service.send(service.request(path)
                .header("Ledger-Position", Long.toString(seen.position()))
                .GET());
    }

    private static String balance(Service service, Reply seen, String ledger) {
        return at(service, seen, ledger + "/accounts/assets:bank")
                .expect(200)
                .json()
                .at("/balances/0/balance")
                .stringValue();
    }

    private static String text(Service service, String sql) throws SQLException {
        try (Connection connection = service.database().service().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void execute(Service service, String sql) throws SQLException {
        try (Connection connection = service.database().service().getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
