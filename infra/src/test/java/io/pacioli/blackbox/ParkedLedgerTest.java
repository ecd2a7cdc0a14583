package io.pacioli.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A ledger that a projection passes over, as clients and operators see it. */
@Timeout(180)
@TestInstance(Lifecycle.PER_CLASS)
class ParkedLedgerTest {

    private static final String PARKED = "/v1/projections/all/parked-ledgers";
    private static final Duration WAIT_MAX = Duration.ofSeconds(90);

    private final Service service = Service.start();

    @AfterAll
    void close() {
        service.close();
    }

    @Test
    void its_queries_say_so_while_others_and_all_commands_go_on_until_it_is_tried_again() throws SQLException {
        String ledger = service.openLedger("open");
        String slug = ledger.substring(ledger.lastIndexOf('/') + 1);
        String other = service.openLedger("open");
        Reply before = transfer(ledger, "assets:bank");
        at(before.position(), ledger + "/accounts/assets:bank").expect(200);
        execute("""
                insert into accounts_1.accounts
                select (jsonb_populate_record(a, jsonb_build_object('account_id', 999999, 'path', 'assets:taken'))).*
                from accounts_1.accounts a join ledgers_1.ledgers l on l.ledger_id = a.ledger_id
                where l.slug = '%s' and a.path = 'assets:bank'""".formatted(slug));

        transfer(ledger, "assets:taken");
        Reply last = transfer(ledger, "assets:bank");
        Reply ofOther = transfer(other, "assets:bank");

        at(ofOther.position(), other + "/accounts/assets:bank").expect(200);
        for (String path : new String[] {"/accounts", "/accounts/assets:bank", "/transactions", "/trial-balance"}) {
            at(last.position(), ledger + path).expectProblem(503, "LEDGER_PARKED");
        }
        at(last.position(), ledger + "/events").expect(200);
        Reply shown = at(last.position(), ledger).expect(200);
        assertThat(shown.header("ETag")).isEmpty();
        assertThat(shown.json().at("/parked/0/projection").stringValue()).isEqualTo("accounts");
        assertThat(shown.json().at("/parked/0/since").stringValue()).startsWith("20");
        assertThat(service.get("/v1/ledgers?limit=500").expect(200).json().path("data"))
                .filteredOn(each -> each.has("parked"))
                .extracting(each -> each.path("id").stringValue())
                .containsExactly(slug);
        Reply found = service.get(PARKED + "/" + slug).expect(200);
        assertThat(found.json().at("/data/0/projection").stringValue()).isEqualTo("accounts");
        assertThat(found.json().at("/data/0/eventType").stringValue()).isEqualTo("AccountOpened");
        assertThat(found.json().at("/data/0/cause").stringValue()).contains("assets:taken");
        assertThat(service.get("/actuator/health").expect(200).body()).contains("\"parkedLedgers\":{\"accounts\":1}");
        assertThat(service.get("/actuator/prometheus").body())
                .contains("pacioli_projection_parked{projection=\"accounts\"} 1.0");
        service.post(PARKED + "/" + slug + "/skip", "{}").expectProblem(400, "FIELD_MISSING");

        execute("delete from accounts_1.accounts where account_id = 999999");
        service.post(PARKED + "/retry", "{}").expect(202);

        await(() -> !service.get(ledger).json().has("parked"));
        assertThat(at(last.position(), ledger + "/accounts/assets:bank")
                        .expect(200)
                        .json()
                        .at("/balances/0/balance")
                        .stringValue())
                .isEqualTo("2.00");
        at(last.position(), ledger + "/accounts/assets:taken").expect(200);
        assertThat(service.get(PARKED).expect(200).json().path("data")).isEmpty();
    }

    @Test
    void an_event_that_this_version_cannot_read_parks_its_ledger_and_no_other() throws SQLException {
        try (Service writing = Service.start("--pacioli.projections.enabled=false")) {
            String ledger = writing.openLedger("open");
            String slug = ledger.substring(ledger.lastIndexOf('/') + 1);
            String other = writing.openLedger("open");
            Reply unreadable = transfer(writing, ledger, "assets:bank");
            transfer(writing, ledger, "assets:bank");
            Reply ofOther = transfer(writing, other, "assets:bank");
            revise(writing, 99, unreadable.position());
            Service projecting = writing.beside();
            try {
                at(projecting, ofOther.position(), other + "/accounts/assets:bank")
                        .expect(200);
                at(projecting, ofOther.position(), ledger + "/accounts").expectProblem(503, "LEDGER_PARKED");
                Reply found = projecting.get(PARKED + "/" + slug).expect(200);
                assertThat(found.json().path("data")).hasSize(6).allSatisfy(parked -> {
                    assertThat(parked.path("position").longValue()).isEqualTo(unreadable.position());
                    assertThat(parked.path("cause").stringValue()).contains("revision 99");
                });

                revise(writing, 1, unreadable.position());
                projecting.post(PARKED + "/" + slug + "/retry", "{}").expect(202);

                await(() -> projecting.get(ledger + "/accounts").status() == 200);
                assertThat(projecting
                                .get(ledger + "/accounts/assets:bank")
                                .json()
                                .at("/balances/0/balance")
                                .stringValue())
                        .isEqualTo("2.00");
            } finally {
                projecting.stop();
            }
        }
    }

    private static void revise(Service service, int revision, long position) throws SQLException {
        try (Connection connection = service.database().superuser().getConnection();
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("update event_store.events set revision = %d where position = %d"
                            .formatted(revision, position)))
                    .isOne();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/retry", "/skip"})
    void a_ledger_that_is_not_parked_is_not_found(String action) {
        String path = PARKED + "/nobody" + action;
        Reply reply = action.isEmpty() ? service.get(path) : service.post(path, body(action));
        reply.expectProblem(404, "LEDGER_NOT_PARKED");
        String unknown = "/v1/projections/nobody/parked-ledgers/shop" + action;
        (action.isEmpty() ? service.get(unknown) : service.post(unknown, body(action)))
                .expectProblem(404, "PROJECTION_NOT_FOUND");
    }

    private static String body(String action) {
        return action.equals("/skip") ? "{\"reason\":\"why not\"}" : "{}";
    }

    private Reply transfer(String ledger, String debited) {
        return transfer(service, ledger, debited);
    }

    private static Reply transfer(Service service, String ledger, String debited) {
        return service.post(ledger + "/transactions", """
                {"postings":[{"account":"%s","direction":"debit","amount":"1.00","currency":"EUR"},
                  {"account":"income:sales","direction":"credit","amount":"1.00","currency":"EUR"}]}""".formatted(debited)).expect(201);
    }

    private Reply at(long position, String path) {
        return at(service, position, path);
    }

    private static Reply at(Service service, long position, String path) {
        return service.send(service.request(path)
                .header("Ledger-Position", Long.toString(position))
                .GET());
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = service.database().service().getConnection();
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isOne();
        }
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + WAIT_MAX.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
