package io.pacioli.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pacioli.infra.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** Holds that nobody posts or voids expire by themselves, soon after their time. */
@Timeout(180)
class ExpiryTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration SOON = Duration.ofSeconds(2);

    private static Instant in(Duration duration) {
        return Instant.now().plus(duration).truncatedTo(ChronoUnit.MICROS);
    }

    private static String hold(Service service, String ledger, Instant expiry) {
        return service.post(ledger + "/transactions", """
                {"status":"pending","expiresAt":"%s","postings":[
                 {"account":"assets:cash","direction":"credit","amount":"5.00","currency":"EUR"},
                 {"account":"expenses:rent","direction":"debit","amount":"5.00","currency":"EUR"}]}""".formatted(expiry))
                .expect(201)
                .json()
                .path("id")
                .stringValue();
    }

    private static JsonNode read(Service service, String ledger, String hold) {
        return service.send(service.request(ledger + "/transactions/" + hold)
                        .header("Ledger-Position", Long.toString(service.head()))
                        .GET())
                .expect(200)
                .json();
    }

    private static String status(Service service, String ledger, String hold) {
        return read(service, ledger, hold).path("status").stringValue();
    }

    private static void awaitExpiry(Service service, String ledger, String hold) {
        await().atMost(PATIENCE).until(() -> status(service, ledger, hold).equals("expired"));
    }

    @Test
    void a_hold_expires_by_itself_and_what_it_kept_is_available_again() throws Exception {
        Service service = Service.shared();
        String ledger = service.openLedger("open");
        Instant expiry = in(SOON);
        String stays = hold(service, ledger, expiry.plusSeconds(3_600));
        String hold = hold(service, ledger, expiry);

        awaitExpiry(service, ledger, hold);

        JsonNode expired = read(service, ledger, hold);
        Instant expiredAt = Instant.parse(expired.path("expiredAt").stringValue());
        assertThat(expiredAt).isBetween(expiry, expiry.plusSeconds(30));
        assertThat(status(service, ledger, stays)).isEqualTo("pending");
        assertThat(service.get(ledger + "/accounts/assets:cash")
                        .json()
                        .at("/balances/0/pendingCredits")
                        .stringValue())
                .isEqualTo("5.00");
        assertThat(service.get(ledger + "/holds").json().path("data")).hasSize(1);
        service.post(ledger + "/transactions/" + hold + "/post", "{}").expectProblem(409, "HOLD_EXPIRED");
        service.post(ledger + "/transactions/" + hold + "/void", "{}").expectProblem(409, "HOLD_EXPIRED");
        assertThat(strings(
                        service.database(),
                        "select metadata::text from event_store.events where type = 'hold-expired'" + " and ledger = '"
                                + ledger.substring(ledger.lastIndexOf('/') + 1) + "'"))
                .containsExactly("{\"actor\":\"pacioli:expiry\"}");
    }

    @Test
    void what_became_due_while_the_service_was_down_expires_when_it_is_back() {
        try (Service service = Service.start()) {
            String ledger = service.openLedger("open");
            Instant expiry = in(Duration.ofSeconds(3));
            List<String> holds = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                holds.add(hold(service, ledger, expiry.plusMillis(i)));
            }
            service.stop();
            await().atMost(PATIENCE).until(() -> Instant.now().isAfter(expiry.plusSeconds(1)));

            service.restart();

            holds.forEach(hold -> awaitExpiry(service, ledger, hold));
        }
    }

    @Test
    void several_nodes_let_each_hold_expire_once() throws Exception {
        try (Service first = Service.start()) {
            Service second = first.beside();
            try {
                String ledger = first.openLedger("open");
                Instant expiry = in(Duration.ofSeconds(4));
                List<String> holds = new ArrayList<>();
                for (int i = 0; i < 60; i++) {
                    holds.add(hold(i % 2 == 0 ? first : second, ledger, expiry.plusMillis(i * 50L)));
                }

                holds.forEach(hold -> awaitExpiry(second, ledger, hold));

                assertThat(strings(
                                first.database(),
                                "select count(*)::text from event_store.events where type = 'hold-expired'"))
                        .containsExactly("60");
                assertThat(expired(first) + expired(second)).isEqualTo(60);
            } finally {
                second.stop();
            }
        }
    }

    @Test
    void another_node_takes_over_from_one_that_has_stopped() {
        try (Service first = Service.start()) {
            String ledger = first.openLedger("open");
            Service second = first.beside();
            try {
                first.stop();

                awaitExpiry(second, ledger, hold(second, ledger, in(SOON)));
            } finally {
                second.stop();
            }
        }
    }

    @Test
    void a_node_that_takes_no_commands_leaves_holds_to_others() {
        try (Service first = Service.start()) {
            Service reading = first.beside("--pacioli.command.enabled=false");
            try {
                assertThat(looksForHolds(first)).isTrue();
                assertThat(looksForHolds(reading)).isFalse();
            } finally {
                reading.stop();
            }
        }
    }

    @Test
    void a_database_that_is_away_for_a_while_is_waited_for() throws Exception {
        try (Service service = Service.start("--pacioli.database.connect-timeout=1s");
                Connection operator = UnavailableTest.operator(service.database())) {
            String ledger = service.openLedger("open");
            Instant expiry = in(Duration.ofSeconds(3));
            String hold = hold(service, ledger, expiry);
            String database = UnavailableTest.nameOf(service.database());
            UnavailableTest.execute(operator, "alter database %s with allow_connections false".formatted(database));
            UnavailableTest.execute(
                    operator,
                    "select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = '%s'"
                            .formatted(database));
            await().atMost(PATIENCE).until(() -> Instant.now().isAfter(expiry));
            UnavailableTest.execute(operator, "alter database %s with allow_connections true".formatted(database));
            await().atMost(PATIENCE)
                    .until(() -> service.get(ledger + "/transactions/" + hold).status() == 200);

            awaitExpiry(service, ledger, hold);
        }
    }

    private static boolean looksForHolds(Service service) {
        return service.get("/actuator/prometheus").body().contains("pacioli_holds_overdue_seconds");
    }

    private static double expired(Service service) {
        return service.get("/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith("pacioli_holds_expired_total"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static List<String> strings(TestDatabase database, String sql) throws SQLException {
        try (Connection connection = database.service().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> all = new ArrayList<>();
            while (rows.next()) {
                all.add(rows.getString(1));
            }
            return all;
        }
    }
}
