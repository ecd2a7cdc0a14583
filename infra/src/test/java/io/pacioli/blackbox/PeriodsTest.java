package io.pacioli.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class PeriodsTest {

    private final Service service = Service.shared();
    private final String ledger = service.openLedger("open");

    private Reply close(String through) {
        return service.post(ledger + "/period-closings", "{\"through\":\"%s\"}".formatted(through));
    }

    private Reply reopen(String body) {
        return service.post(ledger + "/period-reopenings", body);
    }

    private Reply sale(String day) {
        return service.post(ledger + "/transactions", saleOn(day));
    }

    private static String saleOn(String day) {
        return """
                {"effectiveAt":"%s","postings":[
                 {"account":"assets:cash","direction":"debit","amount":"5.00","currency":"EUR"},
                 {"account":"income:sales","direction":"credit","amount":"5.00","currency":"EUR"}]}""".formatted(day);
    }

    private Reply read(String path) {
        return service.send(service.request(path)
                .header("Ledger-Position", Long.toString(service.head()))
                .GET());
    }

    @Test
    void nothing_is_posted_for_a_closed_day_until_it_is_reopened() {
        sale("2026-01-15").expect(201);
        JsonNode closing = close("2026-01-31").expect(201).json();

        Reply refused = sale("2026-01-31").expectProblem(422, "PERIOD_CLOSED");

        assertThat(refused.violations()).containsExactly("/effectiveAt PERIOD_CLOSED");
        assertThat(refused.json().path("detail").stringValue()).contains("2026-01-31");
        sale("2026-02-01").expect(201);
        sale("2026-01-31T22:59:59.999999Z").expectProblem(422, "PERIOD_CLOSED");
        sale("2026-01-31T23:00:00Z").expect(201);
        assertThat(closing.path("through").stringValue()).isEqualTo("2026-01-31");
        assertThat(closing.path("type").stringValue()).isEqualTo("closing");

        reopen("{\"through\":\"2025-12-31\",\"reason\":\"A late invoice\"}").expect(201);

        sale("2026-01-31").expect(201);
        sale("2025-12-31").expectProblem(422, "PERIOD_CLOSED");
        reopen("{\"reason\":\"Audit\"}").expect(201);
        sale("2025-12-31").expect(201);
    }

    @Test
    void an_adjustment_is_posted_into_a_closed_period_and_shown_as_one() {
        JsonNode sale = sale("2026-01-15").expect(201).json();
        String hold = service.post(
                        ledger + "/transactions", saleOn("2026-01-15").replaceFirst("\\{", "{\"status\":\"pending\","))
                .expect(201)
                .json()
                .path("id")
                .stringValue();
        close("2026-01-31").expect(201);
        String adjusting = saleOn("2026-01-31").replaceFirst("\\{", "{\"adjustment\":true,");

        JsonNode adjustment =
                service.post(ledger + "/transactions", adjusting).expect(201).json();
        JsonNode reversal = service.post(
                        ledger + "/transactions/" + sale.path("id").stringValue() + "/reverse",
                        "{\"effectiveAt\":\"2026-01-20\",\"adjustment\":true}")
                .expect(201)
                .json();
        JsonNode posting = service.post(
                        ledger + "/transactions/" + hold + "/post",
                        "{\"effectiveAt\":\"2026-01-21\",\"adjustment\":true}")
                .expect(200)
                .json();

        assertThat(List.of(adjustment, reversal, posting))
                .allSatisfy(each ->
                        assertThat(each.path("adjustment").booleanValue()).isTrue());
        assertThat(sale.has("adjustment")).isFalse();
        assertThat(read(ledger + "/transactions?effectiveTo=2026-01-31")
                        .json()
                        .path("data")
                        .valueStream()
                        .map(each -> each.path("effectiveDate").stringValue()
                                + each.path("adjustment").asString("")))
                .containsExactly("2026-01-31true", "2026-01-21true", "2026-01-20true", "2026-01-15");
        assertThat(read(ledger + "/accounts/assets:cash/entries?order=asc")
                        .json()
                        .path("data")
                        .valueStream()
                        .map(each -> each.path("adjustment").asBoolean(false)))
                .containsExactly(false, true, true, true);
        assertThat(read(ledger + "/transactions/" + hold)
                        .json()
                        .path("adjustment")
                        .booleanValue())
                .isTrue();
    }

    @Test
    void an_adjustment_needs_a_right_and_is_not_held() {
        String adjusting = saleOn("2026-01-31").replaceFirst("\\{", "{\"adjustment\":true,");
        String batch = "{\"atomic\":true,\"items\":[%s,%s]}"
                .formatted(
                        saleOn("2026-01-31").replaceFirst("\\{", "{\"type\":\"transaction\","),
                        adjusting.replaceFirst("\\{", "{\"type\":\"transaction\","));
        service.post(ledger + "/transactions", adjusting.replaceFirst("\\{", "{\"status\":\"pending\","))
                .expectProblem(400, "ADJUSTMENT_NOT_TAKEN");

        Service strict = service.beside("--pacioli.rights.adjust=false");
        try {
            Reply refused =
                    strict.post(ledger + "/transactions", adjusting).expectProblem(403, "ADJUSTMENT_NOT_ALLOWED");
            assertThat(refused.violations()).containsExactly("/adjustment ADJUSTMENT_NOT_ALLOWED");
            assertThat(strict.post(ledger + "/batches", batch)
                            .expectProblem(403, "ADJUSTMENT_NOT_ALLOWED")
                            .violations())
                    .containsExactly("/items/1/adjustment ADJUSTMENT_NOT_ALLOWED");
            strict.post(ledger + "/transactions", saleOn("2026-01-31")).expect(201);
        } finally {
            strict.stop();
        }
        service.post(ledger + "/batches", batch).expect(200);
    }

    @Test
    void a_ledger_shows_through_which_day_it_is_closed_and_its_etag_changes() {
        Reply open = read(ledger).expect(200);

        close("2026-01-31").expect(201);

        Reply closed = read(ledger).expect(200);
        assertThat(open.json().has("closedThrough")).isFalse();
        assertThat(open.header("ETag")).hasValue("\"v1\"");
        assertThat(closed.json().path("closedThrough").stringValue()).isEqualTo("2026-01-31");
        assertThat(closed.json().path("version").intValue()).isEqualTo(2);
        assertThat(closed.header("ETag")).hasValue("\"v2\"");
        reopen("{\"reason\":\"Audit\"}").expect(201);
        Reply reopened = read(ledger).expect(200);
        assertThat(reopened.json().has("closedThrough")).isFalse();
        assertThat(reopened.header("ETag")).hasValue("\"v3\"");
    }

    @Test
    void closings_and_reopenings_are_listed_with_who_was_behind_them() {
        JsonNode closing = service.send(service.request(ledger + "/period-closings")
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", Service.freshKey())
                        .header("Pacioli-Actor", "Ada")
                        .POST(BodyPublishers.ofString("{\"through\":\"2026-01-31\"}")))
                .expect(201)
                .json();
        JsonNode reopening = reopen("{\"through\":\"2025-12-31\",\"reason\":\"Żółć\"}")
                .expect(201)
                .json();
        JsonNode all = reopen("{\"reason\":\"Audit\"}").expect(201).json();

        List<JsonNode> listed = read(ledger + "/period-closings?order=asc")
                .expect(200)
                .json()
                .path("data")
                .valueStream()
                .toList();

        assertThat(listed.stream().map(each -> each.path("actor").stringValue()))
                .containsExactly("Ada", "anonymous", "anonymous");
        assertThat(listed.stream().map(PeriodsTest::withoutActor)).containsExactly(closing, reopening, all);
        assertThat(reopening.path("reason").stringValue()).isEqualTo("Żółć");
        assertThat(all.has("through")).isFalse();
        JsonNode first = read(ledger + "/period-closings?limit=2").expect(200).json();
        assertThat(first.path("data").valueStream().map(PeriodsTest::withoutActor))
                .containsExactly(all, reopening);
        String next = first.path("next").stringValue();
        JsonNode second = read(ledger + "/period-closings?limit=2&cursor=" + next)
                .expect(200)
                .json();
        assertThat(second.path("data").valueStream().map(PeriodsTest::withoutActor))
                .containsExactly(closing);
        assertThat(second.path("next").isNull()).isTrue();
        assertThat(read(service.openLedger("open") + "/period-closings").json().path("data"))
                .isEmpty();
    }

    private static JsonNode withoutActor(JsonNode listed) {
        return ((ObjectNode) listed.deepCopy()).without("actor");
    }

    @Test
    void what_is_asked_for_again_with_its_key_happens_once() {
        String key = Service.freshKey();
        String body = "{\"through\":\"2026-01-31\"}";

        Reply first = service.post(ledger + "/period-closings", key, body).expect(201);
        reopen("{\"reason\":\"Audit\"}").expect(201);
        Reply again = service.post(ledger + "/period-closings", key, body).expect(201);

        assertThat(again.isReplayed()).isTrue();
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(read(ledger).json().has("closedThrough")).isFalse();
        service.post(ledger + "/period-closings", key, "{\"through\":\"2026-01-30\"}")
                .expectProblem(422, "IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void a_closing_can_be_tried_out() {
        long head = service.head();

        Reply dry = service.post(ledger + "/period-closings?dryRun=true", "{\"through\":\"2026-01-31\"}");

        dry.expect(201);
        assertThat(dry.isDryRun()).isTrue();
        assertThat(dry.json().has("position")).isFalse();
        assertThat(service.head()).isEqualTo(head);
        sale("2026-01-31").expect(201);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '~', textBlock = """
            closings   ~ {"through":"2026-01-31"}                  ~ 409 ~ PERIOD_CLOSED_ALREADY
            closings   ~ {"through":"2999-12-31"}                  ~ 422 ~ PERIOD_NOT_OVER
            closings   ~ {"through":"31.12.2025"}                  ~ 400 ~ DATE_MALFORMED
            closings   ~ {}                                        ~ 400 ~ FIELD_MISSING
            closings   ~ {"through":"2026-02-01","force":true}     ~ 400 ~ FIELD_UNKNOWN
            reopenings ~ {"through":"2026-01-31","reason":"audit"} ~ 409 ~ PERIOD_NOT_CLOSED
            reopenings ~ {"through":"2026-01-30"}                  ~ 400 ~ FIELD_MISSING
            reopenings ~ {"through":"2026-02-30","reason":"audit"} ~ 400 ~ DATE_MALFORMED
            reopenings ~ {"reason":""}                             ~ 400 ~ TEXT_EMPTY
            """)
    void what_breaks_a_rule_is_refused_and_changes_nothing(String what, String body, int status, String code) {
        close("2026-01-31").expect(201);
        long head = service.head();

        service.post(ledger + "/period-" + what, body).expectProblem(status, code);

        assertThat(service.head()).isEqualTo(head);
        service.post(
                        "/v1/ledgers/nowhere/period-" + what,
                        "{\"through\":\"2026-01-01\",\"reason\":\"audit\"}"
                                .replace(what.equals("closings") ? ",\"reason\":\"audit\"" : "\0", ""))
                .expectProblem(404, "LEDGER_NOT_FOUND");
    }

    @Test
    void a_period_is_over_when_it_is_over_where_the_ledger_is() {
        String id = "tz-" + Service.freshKey();
        service.post("/v1/ledgers", """
                {"id":"%s","name":"Books","timeZone":"Pacific/Kiritimati","chart":"open","currencies":[]}""".formatted(id)).expect(201);
        LocalDate today = LocalDate.now(ZoneId.of("Pacific/Kiritimati"));

        service.post("/v1/ledgers/" + id + "/period-closings", "{\"through\":\"%s\"}".formatted(today.plusDays(1)))
                .expectProblem(422, "PERIOD_NOT_OVER");
        service.post("/v1/ledgers/" + id + "/period-closings", "{\"through\":\"%s\"}".formatted(today.minusDays(1)))
                .expect(201);
    }

    /** Whatever was taken stands before the closing in the journal, and whatever was refused was refused for it. */
    @Test
    void of_many_who_post_while_the_books_are_closed_none_is_behind_the_closing() throws Exception {
        List<Reply> replies = new ArrayList<>();
        Reply closing;
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Reply> sale = () -> sale("2026-01-31");
            List<Future<Reply>> sales = new ArrayList<>();
            IntStream.range(0, 100).forEach(i -> sales.add(clients.submit(sale)));
            Future<Reply> closed = clients.submit(() -> close("2026-01-31"));
            IntStream.range(0, 100).forEach(i -> sales.add(clients.submit(sale)));
            closing = closed.get().expect(201);
            for (Future<Reply> each : sales) {
                replies.add(each.get());
            }
        }

        assertThat(replies).allSatisfy(reply -> {
            if (reply.status() == 201) {
                assertThat(reply.position()).isLessThan(closing.position());
            } else {
                reply.expectProblem(422, "PERIOD_CLOSED");
            }
        });
        assertThat(Stream.of(sale("2026-01-31"))).allMatch(reply -> reply.status() == 422);
    }
}
