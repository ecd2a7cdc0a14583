package io.pacioli.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ClosingEntriesTest {

    private static final String YEAR =
            "{\"through\":\"2024-12-31\",\"closingEntries\":{\"account\":\"equity:retained\"}}";

    private final Service service = Service.shared();
    private final String ledger = service.openLedger("open");

    private static String posting(String account, String direction, String amount, String currency) {
        return "{\"account\":\"%s\",\"direction\":\"%s\",\"amount\":\"%s\",\"currency\":\"%s\"}"
                .formatted(account, direction, amount, currency);
    }

    private static String move(String day, String debit, String credit, String amount, String currency) {
        return "{\"effectiveAt\":\"%s\",\"postings\":[%s,%s]}"
                .formatted(day, posting(debit, "debit", amount, currency), posting(credit, "credit", amount, currency));
    }

    private void sell(String day, String amount) {
        service.post(ledger + "/transactions", move(day, "assets:cash", "income:sales", amount, "EUR"))
                .expect(201);
    }

    private Reply close(String body) {
        return service.post(ledger + "/period-closings", body);
    }

    private Reply read(String path) {
        return service.send(service.request(ledger + path)
                .header("Ledger-Position", Long.toString(service.head()))
                .GET());
    }

    /** What income, expenses and equity come to at the end of a day, in words. */
    private List<String> balances(String asOf) {
        return read("/trial-balance?asOf=" + asOf)
                .expect(200)
                .json()
                .path("data")
                .valueStream()
                .filter(line -> !line.path("type").stringValue().equals("asset"))
                .map(line -> "%s %s %s %s"
                        .formatted(
                                line.path("account").stringValue(),
                                line.path("debit").stringValue(),
                                line.path("credit").stringValue(),
                                line.path("currency").stringValue()))
                .toList();
    }

    @Test
    void a_year_is_closed_its_result_carried_on_and_taken_back_by_a_reopening() {
        sell("2024-03-01", "100.00");
        sell("2024-12-31T22:59:59.999999Z", "1.00");
        sell("2024-12-31T23:00:00Z", "7.00");
        sell("2026-01-01", "8.00");
        service.post(ledger + "/transactions", move("2024-05-01", "expenses:rent", "assets:cash", "30.00", "EUR"))
                .expect(201);
        service.post(ledger + "/transactions", move("2024-06-01", "assets:coins", "income:mining", "0.5", "BTC"))
                .expect(201);
        List<String> before = balances("2024-12-31");

        JsonNode closing = close(YEAR).expect(201).json();

        JsonNode entries = closing.path("closingEntries");
        assertThat(closing.path("type").stringValue()).isEqualTo("closing");
        assertThat(entries.path("status").stringValue()).isEqualTo("posted");
        assertThat(entries.path("postings").valueStream().map(ClosingEntriesTest::words))
                .containsExactly(
                        "expenses:rent credit 30.00 EUR",
                        "income:mining debit 0.50000000 BTC",
                        "income:sales debit 101.00 EUR",
                        "equity:retained credit 71.00 EUR",
                        "equity:retained credit 0.50000000 BTC");
        assertThat(balances("2024-12-31"))
                .containsExactly(
                        "equity:retained 0.00000000 0.50000000 BTC",
                        "equity:retained 0.00 71.00 EUR",
                        "expenses:rent 0.00 0.00 EUR",
                        "income:mining 0.00000000 0.00000000 BTC",
                        "income:sales 0.00 0.00 EUR");
        assertThat(balances("2025-01-01")).contains("income:sales 0.00 7.00 EUR");
        JsonNode transaction = read("/transactions/"
                        + entries.path("transaction").stringValue())
                .expect(200)
                .json();
        assertThat(transaction.at("/closing/through").stringValue()).isEqualTo("2024-12-31");
        assertThat(transaction.path("effectiveAt").stringValue()).isEqualTo("2024-12-31T22:59:59.999999Z");

        JsonNode second = close(YEAR.replace("2024", "2025")).expect(201).json();

        assertThat(second.at("/closingEntries/postings").valueStream().map(ClosingEntriesTest::words))
                .containsExactly("income:sales debit 7.00 EUR", "equity:retained credit 7.00 EUR");

        JsonNode reopening = service.post(ledger + "/period-reopenings", "{\"reason\":\"Audit\"}")
                .expect(201)
                .json();

        assertThat(reopening.path("reversals")).hasSize(2);
        assertThat(balances("2024-12-31").stream().filter(line -> !line.startsWith("equity")))
                .isEqualTo(before);
        assertThat(read("/transactions/" + entries.path("transaction").stringValue())
                        .json()
                        .path("status")
                        .stringValue())
                .isEqualTo("reversed");
        List<JsonNode> listed = read("/period-closings?order=asc")
                .expect(200)
                .json()
                .path("data")
                .valueStream()
                .toList();
        assertThat(listed.getFirst().at("/closingEntries/transaction")).isEqualTo(entries.path("transaction"));
        assertThat(listed.getFirst().path("ledgerVersion")).isEqualTo(closing.path("ledgerVersion"));
        assertThat(listed.getLast().path("reversals").valueStream().map(each -> each.path("transaction")))
                .containsExactlyElementsOf(reopening
                        .path("reversals")
                        .valueStream()
                        .map(each -> each.path("transaction"))
                        .toList());
        assertThat(close(YEAR).expect(201).json().at("/closingEntries/postings"))
                .isEqualTo(entries.path("postings"));
    }

    private static String words(JsonNode posting) {
        return "%s %s %s %s"
                .formatted(
                        posting.path("account").stringValue(),
                        posting.path("direction").stringValue(),
                        posting.path("amount").stringValue(),
                        posting.path("currency").stringValue());
    }

    @Test
    void where_there_is_no_result_nothing_is_posted() {
        JsonNode closing = close(YEAR).expect(201).json();

        assertThat(closing.at("/closingEntries/status").stringValue()).isEqualTo("none");
        assertThat(closing.at("/closingEntries").has("transaction")).isFalse();
        assertThat(read("/transactions").json().path("data")).isEmpty();
        assertThat(read("/period-closings")
                        .json()
                        .at("/data/0/closingEntries/status")
                        .stringValue())
                .isEqualTo("none");
    }

    @Test
    void the_same_request_is_answered_with_the_same_bytes_and_can_be_tried_out_first() {
        sell("2024-03-01", "100.00");
        String key = Service.freshKey();
        long head = service.head();

        Reply dry =
                service.post(ledger + "/period-closings?dryRun=true", key, YEAR).expect(201);
        assertThat(dry.isDryRun()).isTrue();
        assertThat(service.head()).isEqualTo(head);
        Reply first = service.post(ledger + "/period-closings", key, YEAR).expect(201);
        Reply again = service.post(ledger + "/period-closings", key, YEAR).expect(201);

        assertThat(dry.json().at("/closingEntries/balances"))
                .isEqualTo(first.json().at("/closingEntries/balances"));
        assertThat(first.isReplayed()).isFalse();
        assertThat(again.isReplayed()).isTrue();
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(service.post(ledger + "/period-closings?dryRun=true", key, YEAR)
                        .body())
                .isEqualTo(first.body());
        service.post(ledger + "/period-closings", key, YEAR.replace("retained", "other"))
                .expectProblem(422, "IDEMPOTENCY_KEY_REUSED");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '~', textBlock = """
            {"through":"2024-12-31","closingEntries":{"account":"assets:cash"}}    ~ 422 ~ CLOSING_ACCOUNT_NOT_EQUITY
            {"through":"2024-12-31","closingEntries":{"account":"retained"}}       ~ 422 ~ CLOSING_ACCOUNT_NOT_EQUITY
            {"through":"2999-12-31","closingEntries":{"account":"assets:cash"}}    ~ 422 ~ PERIOD_NOT_OVER
            {"through":"2024-12-31","closingEntries":{}}                           ~ 400 ~ FIELD_MISSING
            {"through":"2024-12-31","closingEntries":{"account":"a::b"}}           ~ 400 ~ ACCOUNT_PATH_MALFORMED
            {"through":"2024-12-31","closingEntries":true}                         ~ 400 ~ FIELD_TYPE_WRONG
            """)
    void what_is_against_the_entries_keeps_the_period_open(String body, int status, String code) {
        sell("2024-03-01", "100.00");
        long head = service.head();

        close(body).expectProblem(status, code);

        assertThat(service.head()).isEqualTo(head);
        sell("2024-03-01", "1.00");
    }

    /** A node whose read tables stand still answers as one does that is cut off between the two steps. */
    @Test
    void what_was_cut_off_between_the_steps_is_completed_by_the_same_request() {
        try (Service stuck = Service.start("--pacioli.projections.enabled=false", "--pacioli.rights.adjust=true")) {
            String books = stuck.openLedger("open");
            stuck.post(books + "/transactions", move("2024-03-01", "assets:cash", "income:sales", "100.00", "EUR"))
                    .expect(201);
            String key = Service.freshKey();

            stuck.post(books + "/period-closings", key, YEAR).expectProblem(503, "DECISION_TIMED_OUT");

            String late = move("2024-03-01", "assets:cash", "income:sales", "1.00", "EUR");
            stuck.post(books + "/transactions", late).expectProblem(422, "PERIOD_CLOSED");
            stuck.post(books + "/transactions", late.replaceFirst("\\{", "{\"adjustment\":true,"))
                    .expectProblem(409, "CLOSING_ENTRIES_AWAITED");
            stuck.post(books + "/period-closings", "{\"through\":\"2025-12-31\"}")
                    .expectProblem(409, "CLOSING_ENTRIES_AWAITED");
            Service whole = stuck.beside("--pacioli.rights.adjust=true");
            try {
                Reply completed =
                        whole.post(books + "/period-closings", key, YEAR).expect(201);

                assertThat(completed.json().at("/closingEntries/status").stringValue())
                        .isEqualTo("posted");
                Reply again = whole.post(books + "/period-closings", key, YEAR).expect(201);
                assertThat(again.body()).isEqualTo(completed.body());
                assertThat(again.isReplayed()).isTrue();
                whole.post(books + "/transactions", late.replaceFirst("\\{", "{\"adjustment\":true,"))
                        .expect(201);
            } finally {
                whole.stop();
            }
        }
    }

    /** Nothing but what is marked is behind the closing in the journal, and what was before it has been counted. */
    @Test
    void of_many_who_post_while_a_year_is_closed_none_is_left_out_of_its_result() throws Exception {
        List<Reply> sales = new ArrayList<>();
        Reply closing;
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Reply> sale = () -> service.post(
                    ledger + "/transactions", move("2024-12-31", "assets:cash", "income:sales", "1.00", "EUR"));
            Callable<Reply> now = () -> service.post(
                    ledger + "/transactions", move("2026-01-01", "assets:cash", "income:sales", "5.00", "EUR"));
            Callable<Reply> year = () -> close(YEAR);
            List<Future<Reply>> sent = new ArrayList<>();
            List<Future<Reply>> closings = new ArrayList<>();
            IntStream.range(0, 300).forEach(i -> {
                sent.add(clients.submit(sale));
                sent.add(clients.submit(now));
                if (i % 100 == 50) {
                    closings.add(clients.submit(year));
                }
            });
            for (Future<Reply> each : sent) {
                sales.add(each.get());
            }
            List<Reply> closed = new ArrayList<>();
            for (Future<Reply> each : closings) {
                closed.add(each.get());
            }
            assertThat(closed.stream().filter(reply -> reply.status() == 201)).hasSize(1);
            closing = closed.stream()
                    .filter(reply -> reply.status() == 201)
                    .findFirst()
                    .orElseThrow();
        }

        long closedAt = closing.json().path("position").longValue();
        long counted = sales.stream()
                .filter(reply -> reply.status() == 201
                        && reply.json().path("effectiveDate").stringValue().equals("2024-12-31"))
                .peek(reply -> assertThat(reply.position()).isLessThan(closedAt))
                .count();
        assertThat(balances("2024-12-31"))
                .containsExactlyInAnyOrderElementsOf(
                        counted == 0
                                ? List.of()
                                : List.of(
                                        "income:sales 0.00 0.00 EUR",
                                        "equity:retained 0.00 %d.00 EUR".formatted(counted)));
    }
}
