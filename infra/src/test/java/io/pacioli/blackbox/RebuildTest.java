package io.pacioli.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Rebuilds as operators see them, while clients go on. */
@Timeout(240)
@TestInstance(Lifecycle.PER_CLASS)
class RebuildTest {

    private static final String ALL = "/v1/projections/all/rebuilds";
    private static final Duration WAIT_MAX = Duration.ofSeconds(90);

    private final Service service = Service.start("--pacioli.rebuild.claim-timeout=2s");

    @AfterAll
    void close() {
        service.close();
    }

    @Test
    void a_rebuild_of_everything_is_switched_to_while_clients_go_on_posting_and_reading() {
        String ledger = service.openLedger("open");
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Integer> clients = CompletableFuture.supplyAsync(() -> {
            int posted = 0;
            while (!over.get() || posted < 10) {
                Reply reply = transfer(service, ledger);
                posted++;
                assertThat(balance(service, ledger, reply.position())).isEqualTo(posted + ".00");
            }
            return posted;
        });
        try {
            JsonNode begun = begin(service, "all", "{}");
            JsonNode switched = await(service, begun, rebuild -> state(rebuild).equals("switched"));

            assertThat(switched.at("/comparison/differences").intValue()).isZero();
            assertThat(switched.path("eventsDone").longValue()).isPositive();
            assertThat(switched.path("built").size()).isEqualTo(6);
            assertThat(switched.path("former").size()).isEqualTo(6);
        } finally {
            over.set(true);
        }
        int posted = clients.join();
        assertThat(balance(service, ledger, service.head())).isEqualTo(posted + ".00");
        assertThat(service.get("/v1/projections")
                        .json()
                        .at("/data/0/generation")
                        .intValue())
                .isGreaterThan(1);
    }

    @Test
    void a_wrong_balance_is_found_and_after_the_switch_no_cache_shows_it_on_any_node() throws SQLException {
        String ledger = service.openLedger("open");
        Reply posted = transfer(service, ledger);
        assertThat(balance(service, ledger, posted.position())).isEqualTo("1.00");
        tamper("update balances_%d.balances set debits = 700 where account_id = %d"
                .formatted(generation("balances"), accountId(ledger)));
        Service other = service.beside("--pacioli.projections.enabled=false");
        String account = ledger + "/accounts/assets:bank";
        String wrong = service.get(account).header("ETag").orElseThrow();
        try {
            assertThat(balance(other, ledger, posted.position())).isEqualTo("7.00");
            JsonNode begun = begin(service, "balances", "{}");
            JsonNode ready =
                    await(service, begun, rebuild -> !rebuild.path("comparison").isMissingNode());
            assertThat(state(ready)).isEqualTo("ready");
            assertThat(ready.at("/comparison/differences").intValue()).isEqualTo(1);
            assertThat(ready.at("/comparison/examples/0/live/0/debits").intValue())
                    .isEqualTo(700);
            assertThat(ready.at("/comparison/examples/0/rebuilt/0/debits").intValue())
                    .isEqualTo(100);
            String path = path(begun);

            service.post(path + "/switch", "{}").expectProblem(409, "REBUILD_DIFFERS");
            service.post(path + "/switch?dryRun=true", "{\"reason\":\"by hand\"}")
                    .expect(202);
            assertThat(state(service.get(path).expect(200).json())).isEqualTo("ready");
            service.post(path + "/switch", "{\"reason\":\"by hand\"}").expect(202);
            await(service, begun, rebuild -> state(rebuild).equals("switched"));

            assertThat(balance(service, ledger, posted.position())).isEqualTo("1.00");
            Reply right = service.send(service.request(account)
                            .header("If-None-Match", wrong)
                            .GET())
                    .expect(200);
            assertThat(right.header("ETag")).isNotEmpty().isNotEqualTo(Optional.of(wrong));
            service.send(service.request(account + "/rename")
                            .header("Content-Type", "application/json")
                            .header("Idempotency-Key", Service.freshKey())
                            .header("If-Match", right.header("ETag").orElseThrow())
                            .POST(BodyPublishers.ofString("{\"name\":\"Bank\"}")))
                    .expect(200);
            long deadline = System.nanoTime() + WAIT_MAX.toNanos();
            while (!balance(other, ledger, posted.position()).equals("1.00")) {
                assertThat(System.nanoTime()).isLessThan(deadline);
            }
        } finally {
            other.stop();
        }
    }

    @Test
    void another_node_goes_on_where_one_has_stopped() {
        Service first = service.beside("--pacioli.rebuild.claim-timeout=2s");
        String ledger = service.openLedger("open");
        for (int i = 0; i < 30; i++) {
            transfer(service, ledger);
        }
        JsonNode begun = begin(service, "entries", "{\"eventsPerSecondMax\":5}");
        await(service, begun, rebuild -> rebuild.path("eventsDone").longValue() > 0);
        first.stop();
        service.post(path(begun) + "/throttle", "{}").expect(200);

        JsonNode switched = await(service, begun, rebuild -> state(rebuild).equals("switched"));

        assertThat(switched.at("/comparison/differences").intValue()).isZero();
    }

    @Test
    void what_is_begun_twice_with_one_key_is_begun_once_and_another_one_has_to_wait() {
        String key = Service.freshKey();
        Reply first = service.post("/v1/projections/ledgers/rebuilds", key, "{\"switch\":\"manual\"}")
                .expect(202);
        Reply again = service.post("/v1/projections/ledgers/rebuilds", key, "{\"switch\":\"manual\"}")
                .expect(202);
        try {
            assertThat(again.json().path("id")).isEqualTo(first.json().path("id"));
            assertThat(again.header("Idempotency-Replayed")).hasValue("true");
            assertThat(first.header("Location")).hasValue(path(first.json()));
            service.post("/v1/projections/ledgers/rebuilds", key, "{}").expectProblem(422, "IDEMPOTENCY_KEY_REUSED");
            service.post("/v1/projections/ledgers/rebuilds", "{}").expectProblem(409, "REBUILD_RUNNING");
            service.post(ALL, "{}").expectProblem(409, "REBUILD_RUNNING");
            service.post(path(first.json()) + "/pause", "{}").expect(200);
            assertThat(service.post(path(first.json()) + "/pause", "{}")
                            .expect(200)
                            .json()
                            .path("paused")
                            .booleanValue())
                    .isTrue();
            service.post(path(first.json()) + "/resume", "{}").expect(200);
            service.post(path(first.json()) + "/switch-back", "{}").expectProblem(409, "REBUILD_NOT_SWITCHED");
        } finally {
            service.post(path(first.json()) + "/cancel", "{}").expect(200);
        }
        service.post(path(first.json()) + "/cancel", "{}").expect(200);
        service.post(path(first.json()) + "/pause", "{}").expectProblem(409, "REBUILD_ENDED");
        service.post(path(first.json()) + "/switch", "{}").expectProblem(409, "REBUILD_NOT_READY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/pause", "/resume", "/throttle", "/cancel", "/switch", "/switch-back"})
    void what_is_not_there_is_not_found(String action) {
        if (action.isEmpty()) {
            service.get("/v1/projections/nobody/rebuilds").expectProblem(404, "PROJECTION_NOT_FOUND");
            service.post("/v1/projections/nobody/rebuilds", "{}").expectProblem(404, "PROJECTION_NOT_FOUND");
            service.get("/v1/projections/balances/rebuilds/x").expectProblem(404, "REBUILD_NOT_FOUND");
        } else {
            service.post("/v1/projections/nobody/rebuilds/1" + action, "{}").expectProblem(404, "PROJECTION_NOT_FOUND");
            service.post("/v1/projections/balances/rebuilds/99999999999999999999" + action, "{}")
                    .expectProblem(404, "REBUILD_NOT_FOUND");
            service.post("/v1/projections/balances/rebuilds/987654" + action, "{}")
                    .expectProblem(404, "REBUILD_NOT_FOUND");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"switch\":\"soon\"}               | VALUE_UNKNOWN",
                "{\"eventsPerSecondMax\":0}          | VALUE_UNKNOWN",
                "{\"eventsPerSecondMax\":\"fast\"}   | FIELD_TYPE_WRONG",
                "{\"colour\":\"red\"}                | FIELD_UNKNOWN",
                "[]                                  | FIELD_TYPE_WRONG"
            })
    void a_form_that_is_wrong_is_refused(String body, String code) {
        service.post(ALL, body).expectProblem(400, code);
    }

    private JsonNode begin(Service node, String name, String body) {
        return node.post("/v1/projections/%s/rebuilds".formatted(name), body)
                .expect(202)
                .json();
    }

    private static String path(JsonNode rebuild) {
        return "/v1/projections/%s/rebuilds/%s"
                .formatted(
                        rebuild.path("projections").size() > 1
                                ? "all"
                                : rebuild.path("projections").get(0).stringValue(),
                        rebuild.path("id").stringValue());
    }

    private static String state(JsonNode rebuild) {
        return rebuild.path("state").stringValue();
    }

    private static JsonNode await(Service node, JsonNode begun, Predicate<JsonNode> until) {
        long deadline = System.nanoTime() + WAIT_MAX.toNanos();
        JsonNode now = begun;
        while (!until.test(now)) {
            assertThat(System.nanoTime()).as(now.toString()).isLessThan(deadline);
            now = node.get(path(begun)).expect(200).json();
        }
        return now;
    }

    private static Reply transfer(Service node, String ledger) {
        return node.post(ledger + "/transactions", """
                {"postings":[{"account":"assets:bank","direction":"debit","amount":"1.00","currency":"EUR"},
                  {"account":"income:sales","direction":"credit","amount":"1.00","currency":"EUR"}]}""").expect(201);
    }

    private static String balance(Service node, String ledger, long position) {
        return node.send(node.request(ledger + "/accounts/assets:bank")
                        .header("Ledger-Position", Long.toString(position))
                        .GET())
                .expect(200)
                .json()
                .at("/balances/0/balance")
                .stringValue();
    }

    private int generation(String projection) {
        for (JsonNode each : service.get("/v1/projections").expect(200).json().path("data")) {
            if (each.path("name").stringValue().equals(projection)) {
                return each.path("generation").intValue();
            }
        }
        throw new AssertionError("no such projection: " + projection);
    }

    private long accountId(String ledger) throws SQLException {
        String slug = ledger.substring(ledger.lastIndexOf('/') + 1);
        return number("""
                select account_id from accounts_%d.accounts a join ledgers_%d.ledgers l on l.ledger_id = a.ledger_id
                where l.slug = '%s' and a.path = 'assets:bank'""".formatted(generation("accounts"), generation("ledgers"), slug));
    }

    private long number(String sql) throws SQLException {
        try (Connection connection = service.database().service().getConnection();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void tamper(String sql) throws SQLException {
        try (Connection connection = service.database().service().getConnection();
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isOne();
        }
    }
}
