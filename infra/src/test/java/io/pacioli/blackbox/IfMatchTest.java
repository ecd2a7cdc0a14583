package io.pacioli.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IfMatchTest {

    private static final int CLIENTS = 20;
    private static final String NAMED = "{\"name\":\"Till\"}";

    private final Service service = Service.shared();
    private final String ledger = service.openLedger("open");
    private final String till = ledger + "/accounts/assets:till";

    @BeforeEach
    void openTheTill() {
        Reply opened = service.post(ledger + "/accounts", "{\"path\":\"assets:till\",\"type\":\"asset\"}")
                .expect(201);
        assertThat(opened.header("ETag")).contains("\"v1\"");
    }

    private Reply post(String path, String ifMatch, String key, String body) {
        return service.send(service.request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .header("If-Match", ifMatch)
                .POST(BodyPublishers.ofString(body)));
    }

    private Reply post(String path, String ifMatch, String body) {
        return post(path, ifMatch, Service.freshKey(), body);
    }

    private String tagOf(String path) {
        return service.send(service.request(path)
                        .header("Ledger-Position", Long.toString(service.head()))
                        .GET())
                .expect(200)
                .header("ETag")
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            limits   ~ {"limits":[{"currency":"EUR","minimumBalance":"0"}]}
            freeze   ~ {"direction":"debit"}
            rename   ~ {"name":"Till"}
            metadata ~ {"merge":{"a":"1"}}
            close    ~ {}
            """)
    void a_change_of_an_account_is_made_at_the_version_that_is_named(String what, String body) {
        Reply stale = post(till + "/" + what, "\"v7\"", body).expectProblem(412, "VERSION_MISMATCH");

        assertThat(stale.violations()).containsExactly("If-Match VERSION_MISMATCH");
        assertThat(stale.json().at("/violations/0/detail").stringValue()).isEqualTo("is not \"v1\"");
        Reply made = post(till + "/" + what, tagOf(till), body).expect(200);
        assertThat(made.header("ETag")).contains("\"v2\"");
        assertThat(tagOf(till)).isEqualTo("\"v2\"");
    }

    @Test
    void a_posting_makes_another_version_too() {
        service.post(ledger + "/transactions", """
                {"postings":[{"account":"assets:till","direction":"debit","amount":"1.00","currency":"EUR"},
                 {"account":"income:sales","direction":"credit","amount":"1.00","currency":"EUR"}]}""").expect(201);

        post(till + "/rename", "\"v1\"", NAMED).expectProblem(412, "VERSION_MISMATCH");
        post(till + "/rename", "\"v2\"", NAMED).expect(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            currencies      ~ {"code":"CHF"}
            period-closings ~ {"through":"2025-12-31"}
            """)
    void a_change_of_a_ledger_is_made_at_the_version_that_is_named(String what, String body) {
        post(ledger + "/" + what, "\"v2\"", body).expectProblem(412, "VERSION_MISMATCH");

        assertThat(post(ledger + "/" + what, tagOf(ledger), body).expect(201).header("ETag"))
                .contains("\"v2\"");
        assertThat(tagOf(ledger)).isEqualTo("\"v2\"");
    }

    @Test
    void books_are_reopened_at_the_version_that_is_named() {
        service.post(ledger + "/period-closings", "{\"through\":\"2025-12-31\"}")
                .expect(201);
        String body = "{\"reason\":\"audit\"}";

        post(ledger + "/period-reopenings", "\"v1\"", body).expectProblem(412, "VERSION_MISMATCH");
        post(ledger + "/period-reopenings", "\"v2\"", body).expect(201);
    }

    @Test
    void any_version_will_do_as_long_as_there_is_one() {
        post(till + "/rename", "*", NAMED).expect(200);
        post(ledger + "/accounts/assets:nobody/rename", "*", NAMED).expectProblem(404, "ACCOUNT_NOT_FOUND");
        post(ledger + "/accounts/assets:nobody/rename", "\"v1\"", NAMED).expectProblem(404, "ACCOUNT_NOT_FOUND");
    }

    /** What is wrong with the change itself is told to those who know what it is that they change. */
    @Test
    void another_version_is_told_before_anything_about_the_change() {
        post(till + "/unfreeze", "\"v7\"", "{}").expectProblem(412, "VERSION_MISMATCH");
        post(till + "/unfreeze", "\"v1\"", "{}").expectProblem(409, "ACCOUNT_NOT_FROZEN");
        post(till + "/limits", "\"v7\"", "{\"limits\":[{\"currency\":\"XXX\"}]}")
                .expectProblem(412, "VERSION_MISMATCH");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v1",
                "\"1\"",
                "\"v01\"",
                "\"v0\"",
                "W/\"v1\"",
                "\"v1\", \"v2\"",
                "\"v-1\"",
                "\"v1234567890123456789\"",
                "**"
            })
    void anything_else_is_malformed(String ifMatch) {
        Reply refused = post(till + "/rename", ifMatch, NAMED).expectProblem(400, "IF_MATCH_MALFORMED");

        assertThat(refused.violations()).containsExactly("If-Match IF_MATCH_MALFORMED");
    }

    @Test
    void a_version_belongs_to_the_request_and_its_key() {
        String key = Service.freshKey();
        Reply first = post(till + "/rename", "\"v1\"", key, NAMED).expect(200);

        Reply again = post(till + "/rename", "\"v1\"", key, NAMED).expect(200);

        assertThat(again.isReplayed()).isTrue();
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
        post(till + "/rename", "\"v2\"", key, NAMED).expectProblem(422, "IDEMPOTENCY_KEY_REUSED");
        post(till + "/rename", "*", key, NAMED).expectProblem(422, "IDEMPOTENCY_KEY_REUSED");
        service.post(till + "/rename", key, NAMED).expectProblem(422, "IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void a_dry_run_is_judged_as_well_and_leaves_no_version() {
        post(till + "/rename?dryRun=true", "\"v2\"", NAMED).expectProblem(412, "VERSION_MISMATCH");
        assertThat(post(till + "/rename?dryRun=true", "\"v1\"", NAMED)
                        .expect(200)
                        .header("ETag"))
                .isEmpty();
    }

    @Test
    void of_many_who_change_the_same_version_one_gets_through() throws Exception {
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<Callable<Integer>> calls = IntStream.range(0, CLIENTS)
                    .<Callable<Integer>>mapToObj(
                            _ -> () -> post(till + "/rename", "\"v1\"", NAMED).status())
                    .toList();
            List<Future<Integer>> statuses = clients.invokeAll(calls);
            assertThat(statuses).allSatisfy(status -> assertThat(status.get()).isIn(200, 412));
            assertThat(statuses.stream().filter(status -> status.resultNow() == 200))
                    .hasSize(1);
        }
    }
}
