package io.pacioli.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

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
import tools.jackson.databind.JsonNode;

class AccountLifeCycleTest {

    private static final int CLIENTS = 50;

    private final Service service = Service.shared();
    private final String ledger = service.openLedger("open");
    private final String till = ledger + "/accounts/assets:till";

    @BeforeEach
    void openTheTill() {
        service.post(ledger + "/accounts", """
                {"path":"assets:till","type":"asset","name":"Till","metadata":{"a":"1"},"currencies":["EUR/2"]}""").expect(201);
    }

    private Reply change(String what, String body) {
        return service.post(till + "/" + what, body);
    }

    private Reply pay(String more, String debited, String credited) {
        return service.post(ledger + "/transactions", """
                {%1$s"postings":[{"account":"%2$s","direction":"debit","amount":"1.00","currency":"EUR"},
                 {"account":"%3$s","direction":"credit","amount":"1.00","currency":"EUR"}]}""".formatted(more, debited, credited));
    }

    private Reply payIn() {
        return pay("", "assets:till", "income:sales");
    }

    private Reply payOut() {
        return pay("", "expenses:rent", "assets:till");
    }

    private JsonNode account() {
        return read(till);
    }

    private JsonNode read(String path) {
        return service.send(service.request(path)
                        .header("Ledger-Position", Long.toString(service.head()))
                        .GET())
                .expect(200)
                .json();
    }

    @Test
    void an_account_is_frozen_and_unfrozen() {
        assertThat(change("freeze", "{\"direction\":\"debit\"}")
                        .expect(200)
                        .json()
                        .path("frozen")
                        .stringValue())
                .isEqualTo("debit");
        payIn().expectProblem(409, "ACCOUNT_FROZEN");
        payOut().expect(201);
        change("freeze", "{\"direction\":\"debit\"}").expectProblem(409, "ACCOUNT_FROZEN_ALREADY");
        assertThat(change("freeze", "{\"direction\":\"credit\"}")
                        .expect(200)
                        .json()
                        .path("frozen")
                        .stringValue())
                .isEqualTo("both");
        payOut().expectProblem(409, "ACCOUNT_FROZEN");
        assertThat(account().path("status").stringValue()).isEqualTo("frozen");
        assertThat(account().path("frozen").stringValue()).isEqualTo("both");

        JsonNode unfrozen = change("unfreeze", "{}").expect(200).json();

        assertThat(unfrozen.path("status").stringValue()).isEqualTo("open");
        assertThat(unfrozen.path("version").intValue()).isEqualTo(5);
        assertThat(account().has("frozen")).isFalse();
        payIn().expect(201);
        change("unfreeze", "{}").expectProblem(409, "ACCOUNT_NOT_FROZEN");
    }

    @Test
    void an_account_is_closed_once_it_is_empty_and_reopened() {
        payIn().expect(201);
        change("close", "{}").expectProblem(409, "ACCOUNT_NOT_EMPTY");
        payOut().expect(201);
        String hold = ledger + "/transactions/"
                + pay("\"status\":\"pending\",", "assets:till", "income:sales")
                        .expect(201)
                        .json()
                        .path("id")
                        .stringValue();
        change("close", "{}").expectProblem(409, "ACCOUNT_NOT_EMPTY");
        service.post(hold + "/void", "{}").expect(200);

        assertThat(change("close", "{}").expect(200).json().path("status").stringValue())
                .isEqualTo("closed");
        assertThat(account().path("status").stringValue()).isEqualTo("closed");
        payIn().expectProblem(409, "ACCOUNT_CLOSED");
        change("rename", "{\"name\":\"X\"}").expectProblem(409, "ACCOUNT_CLOSED");
        assertThat(change("reopen", "{}").expect(200).json().path("status").stringValue())
                .isEqualTo("open");
        payIn().expect(201);
    }

    @Test
    void an_account_is_called_otherwise_and_has_other_metadata() {
        change("rename", "{\"name\":\"Süd\"}").expect(200);
        JsonNode metadata = change("metadata", "{\"merge\":{\"b\":\"2\"},\"delete\":[\"a\"]}")
                .expect(200)
                .json();

        assertThat(metadata.path("metadata").toString()).isEqualTo("{\"b\":\"2\"}");
        assertThat(account().path("name").stringValue()).isEqualTo("Süd");
        assertThat(account().path("metadata").toString()).isEqualTo("{\"b\":\"2\"}");
        assertThat(change("rename", "{\"name\":null}")
                        .expect(200)
                        .json()
                        .path("name")
                        .isNull())
                .isTrue();
        assertThat(account().has("name")).isFalse();
        assertThat(account().path("version").intValue()).isEqualTo(4);
    }

    @Test
    void an_account_is_kept_in_the_currencies_that_it_was_opened_for() {
        service.post(ledger + "/currencies", "{\"code\":\"CHF\"}").expect(201);

        service.post(ledger + "/transactions", """
                {"postings":[{"account":"assets:till","direction":"debit","amount":"1.00","currency":"CHF"},
                 {"account":"income:sales","direction":"credit","amount":"1.00","currency":"CHF"}]}""").expectProblem(422, "CURRENCY_NOT_ALLOWED");

        assertThat(account().path("currencies").toString()).isEqualTo("[\"EUR\"]");
    }

    @Test
    void who_has_the_right_to_it_passes_a_freeze_and_limits_and_is_on_record() {
        service.post(till + "/limits", "{\"limits\":[{\"currency\":\"EUR\",\"minimumBalance\":\"0\"}]}")
                .expect(200);
        payOut().expectProblem(422, "BALANCE_BELOW_MINIMUM");
        JsonNode below = pay("\"force\":true,", "expenses:rent", "assets:till")
                .expect(201)
                .json();
        change("freeze", "{\"direction\":\"both\"}").expect(200);
        payIn().expectProblem(409, "ACCOUNT_FROZEN");
        JsonNode held = pay("\"force\":true,\"status\":\"pending\",", "assets:till", "income:sales")
                .expect(201)
                .json();
        String hold = ledger + "/transactions/" + held.path("id").stringValue();
        service.post(hold + "/post", "{}").expectProblem(409, "ACCOUNT_FROZEN");
        JsonNode posted =
                service.post(hold + "/post", "{\"force\":true}").expect(200).json();
        String back = ledger + "/transactions/" + below.path("id").stringValue() + "/reverse";
        service.post(back, "{}").expectProblem(409, "ACCOUNT_FROZEN");
        JsonNode reversal = service.post(back, "{\"force\":true}").expect(201).json();

        assertThat(List.of(below, held, posted, reversal))
                .allSatisfy(
                        each -> assertThat(each.path("forced").booleanValue()).isTrue());
        assertThat(read(hold).path("forced").booleanValue()).isTrue();
    }

    @Test
    void force_needs_a_right() {
        Service strict = service.beside("--pacioli.rights.force=false");
        try {
            Reply refused = strict.post(ledger + "/transactions", """
                    {"force":true,"postings":[{"account":"assets:till","direction":"debit","amount":"1.00","currency":"EUR"},
                     {"account":"income:sales","direction":"credit","amount":"1.00","currency":"EUR"}]}""").expectProblem(403, "FORCE_NOT_ALLOWED");
            assertThat(refused.violations()).containsExactly("/force FORCE_NOT_ALLOWED");
        } finally {
            strict.stop();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            freeze   ~ {"direction":"both"}
            rename   ~ {"name":"X"}
            metadata ~ {"merge":{"x":"y"}}
            close    ~ {}
            """)
    void a_change_takes_effect_once_and_a_dry_run_of_it_none(String what, String body) {
        JsonNode before = account();
        String key = Service.freshKey();

        Reply dry = service.post(till + "/" + what + "?dryRun=true", key, body).expect(200);
        assertThat(dry.isDryRun()).isTrue();
        assertThat(account()).isEqualTo(before);
        Reply first = service.post(till + "/" + what, key, body).expect(200);
        Reply again = service.post(till + "/" + what, key, body).expect(200);

        assertThat(again.isReplayed()).isTrue();
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(account().path("version").intValue()).isEqualTo(2);
    }

    /** Whoever comes before the closing posts, and what is in the account then is against the closing. */
    @Test
    void of_many_who_post_while_others_close_nobody_posts_to_a_closed_account() throws Exception {
        List<Reply> replies = atOnce(number -> number % 2 == 0 ? payIn() : change("close", "{}"));

        boolean closed = replies.stream()
                .anyMatch(reply -> reply.status() == 200 && reply.json().has("status"));
        long posted = replies.stream().filter(reply -> reply.status() == 201).count();
        assertThat(closed).isEqualTo(posted == 0);
        assertThat(account().path("status").stringValue()).isEqualTo(closed ? "closed" : "open");
    }

    private interface Client {
        Reply send(int number);
    }

    private static List<Reply> atOnce(Client client) throws Exception {
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<Callable<Reply>> calls = IntStream.range(0, CLIENTS)
                    .<Callable<Reply>>mapToObj(number -> () -> client.send(number))
                    .toList();
            List<Future<Reply>> futures = clients.invokeAll(calls);
            assertThat(futures).allSatisfy(future -> assertThat(future.get()).isNotNull());
            return futures.stream().map(Future::resultNow).toList();
        }
    }
}
