package io.pacioli.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What the books said about a day, as known on another. */
class KnownAtTest {

    private final Service service = Service.shared();
    private String ledger;
    private JsonNode last;

    @BeforeEach
    void openLedger() {
        ledger = service.openLedger("open");
    }

    private JsonNode post(String day, String debit, String credit, String amount) {
        last = service.post(ledger + "/transactions", """
                {"effectiveAt":"%s","postings":[{"account":"%s","direction":"debit","amount":"%s","currency":"EUR"},
                 {"account":"%s","direction":"credit","amount":"%3$s","currency":"EUR"}]}""".formatted(day, debit, amount, credit))
                .expect(201)
                .json();
        return last;
    }

    private JsonNode read(String path) {
        return service.send(service.request(ledger + path)
                        .header("Ledger-Position", last.path("position").asString())
                        .GET())
                .expect(200)
                .json();
    }

    private static List<String> lines(JsonNode report) {
        return report.path("data")
                .valueStream()
                .map(line -> "%s %s %s"
                        .formatted(
                                line.path("account").stringValue(),
                                line.path("debit").stringValue(),
                                line.path("credit").stringValue()))
                .toList();
    }

    @Test
    void a_late_posting_counts_for_its_day_from_when_it_was_recorded() {
        JsonNode first = post("2026-01-10", "assets:bank", "income:sales", "100.00");
        JsonNode second = post("2026-02-10", "assets:bank", "income:sales", "20.00");
        JsonNode late = post("2026-01-20", "assets:bank", "income:sales", "3.00");

        for (String when : List.of("journalNumber", "recordedAt")) {
            String january = "/trial-balance?asOf=2026-01-31&knownAt=";
            assertThat(lines(read(january + first.path(when).asString())))
                    .containsExactly("assets:bank 100.00 0.00", "income:sales 0.00 100.00");
            assertThat(lines(read(january + second.path(when).asString())))
                    .containsExactly("assets:bank 100.00 0.00", "income:sales 0.00 100.00");
            assertThat(lines(read(january + late.path(when).asString())))
                    .containsExactly("assets:bank 103.00 0.00", "income:sales 0.00 103.00");
            assertThat(lines(read("/trial-balance?knownAt=" + second.path(when).asString())))
                    .containsExactly("assets:bank 120.00 0.00", "income:sales 0.00 120.00");
        }
        assertThat(lines(read("/trial-balance?asOf=2026-01-31")))
                .containsExactly("assets:bank 103.00 0.00", "income:sales 0.00 103.00");
    }

    @Test
    void a_moment_between_two_recordings_is_as_the_first_left_it() {
        JsonNode first = post("2026-01-10", "assets:bank", "income:sales", "100.00");
        JsonNode second = post("2026-01-11", "assets:bank", "income:sales", "20.00");
        Instant before = Instant.parse(second.path("recordedAt").stringValue()).minusNanos(1_000);

        JsonNode report = read("/trial-balance?knownAt=" + before);

        assertThat(report.path("knownAt").stringValue()).isEqualTo(before.toString());
        assertThat(lines(report)).containsExactly("assets:bank 100.00 0.00", "income:sales 0.00 100.00");
        assertThat(before)
                .isAfterOrEqualTo(Instant.parse(first.path("recordedAt").stringValue()));
    }

    @Test
    void all_columns_of_a_report_are_as_known_then() {
        JsonNode known = post("2025-05-01", "assets:bank", "income:sales", "10.00");
        post("2025-05-01", "assets:bank", "income:sales", "1.00");
        post("2026-05-01", "assets:bank", "income:sales", "2.00");
        String knownAt = "&knownAt=" + known.path("journalNumber").asString();

        JsonNode sheet = read("/balance-sheet?asOf=2026-12-31&compareTo=2025-12-31" + knownAt);
        assertThat(sheet.at("/data/0/amount").stringValue()).isEqualTo("10.00");
        assertThat(sheet.at("/data/0/compared").stringValue()).isEqualTo("10.00");

        JsonNode statement =
                read("/income-statement?from=2026-01-01&compareFrom=2025-01-01&compareTo=2025-12-31" + knownAt);
        assertThat(statement.at("/data/0/amount").stringValue()).isEqualTo("0.00");
        assertThat(statement.at("/data/0/compared").stringValue()).isEqualTo("10.00");
    }

    @Test
    void closing_entries_are_taken_out_of_what_was_known_with_them_and_not_before() {
        post("2025-05-01", "assets:bank", "income:sales", "10.00");
        long before = last.path("journalNumber").longValue();
        last = service.post(
                        ledger + "/period-closings",
                        "{\"through\":\"2025-12-31\",\"closingEntries\":{\"account\":\"equity:retained\"}}")
                .expect(201)
                .json();

        // The closing, the account for the result, the entries, and that they are closing entries.
        int events = service.get(ledger + "/events").json().path("data").size();
        assertThat(events).isEqualTo(before + 4);
        for (long number = before; number <= events; number++) {
            assertThat(read("/income-statement?to=2025-12-31&knownAt=" + number)
                            .at("/totals/0/result")
                            .stringValue())
                    .as("at %d", number)
                    .isEqualTo("10.00");
        }
        assertThat(read("/balance-sheet?knownAt=" + before)
                        .at("/totals/0/result")
                        .stringValue())
                .isEqualTo("10.00");
    }

    @Test
    void an_account_is_shown_as_it_was() {
        JsonNode first = post("2026-01-10", "assets:bank", "income:sales", "100.00");
        JsonNode renamed = change("rename", "{\"name\":\"House bank\"}");
        JsonNode frozen = change("freeze", "{\"direction\":\"debit\"}");
        change("unfreeze", "{}");
        post("2026-01-11", "assets:bank", "income:sales", "1.00");

        for (String path : List.of("/accounts/assets:bank?", "/accounts?type=asset&", "/accounts?prefix=assets&")) {
            assertThat(account(path, first)).isEqualTo("null open 100.00");
            assertThat(account(path, renamed)).isEqualTo("House bank open 100.00");
            assertThat(account(path, frozen)).isEqualTo("House bank frozen 100.00");
            assertThat(account(path, last)).isEqualTo("House bank open 101.00");
        }
        assertThat(read("/accounts/assets:bank?asOf=2026-01-10")
                        .at("/balances/0/balance")
                        .stringValue())
                .isEqualTo("100.00");
        assertThat(read("/accounts/assets:bank?asOf=2026-01-10").at("/name").stringValue())
                .isEqualTo("House bank");
        assertThat(read("/accounts?knownAt=2").path("data"))
                .extracting(account -> account.path("path").stringValue())
                .containsExactly("assets:bank");
        assertThat(read("/accounts?knownAt=1").path("data")).isEmpty();
        for (String path : List.of(
                "/accounts/assets:bank?",
                "/accounts/assets:bank/entries?",
                "/accounts/assets:bank/statement?",
                "/transactions?account=assets:bank&",
                "/transactions?account=assets:bank&filter=status==pending&",
                "/transactions:count?account=assets:bank&")) {
            service.get(ledger + path + "knownAt=1").expectProblem(404, "ACCOUNT_NOT_FOUND");
        }
    }

    private JsonNode change(String what, String body) {
        last = service.post(ledger + "/accounts/assets:bank/" + what, body)
                .expect(200)
                .json();
        return last;
    }

    private String account(String path, JsonNode knownAt) {
        JsonNode read = read(path + "knownAt=" + knownAt.path("journalNumber").asString());
        JsonNode account = read.has("data") ? read.at("/data/0") : read;
        return "%s %s %s"
                .formatted(
                        account.path("name").asString("null"),
                        account.path("status").stringValue(),
                        account.at("/balances/0/balance").stringValue());
    }

    @Test
    void an_account_as_known_then_is_not_sent_twice() {
        JsonNode known = post("2026-01-10", "assets:bank", "income:sales", "100.00");
        String path = ledger + "/accounts/assets:bank?knownAt="
                + known.path("journalNumber").asString();
        String tag = service.get(path).expect(200).header("ETag").orElseThrow();
        post("2026-01-10", "assets:bank", "income:sales", "1.00");

        service.send(service.request(path).header("If-None-Match", tag).GET()).expect(304);
    }

    @Test
    void a_filter_goes_by_both_clocks_too() {
        JsonNode known = post("2026-01-10", "assets:bank", "income:sales", "100.00");
        post("2026-02-10", "assets:bank", "income:sales", "1.00");

        assertThat(read("/accounts?filter=path==assets:*&asOf=2026-01-31")
                        .at("/data/0/balances/0/balance")
                        .stringValue())
                .isEqualTo("100.00");
        String filtered = "/accounts?filter=path==assets:*;currency==EUR";
        assertThat(read(filtered + "&knownAt=" + known.path("journalNumber").asString())
                        .at("/data/0/balances/0/balance")
                        .stringValue())
                .isEqualTo("100.00");
        assertThat(read(filtered + "&asOf=2026-01-09").path("data")).isEmpty();
    }

    @Test
    void what_is_ahead_of_the_journal_is_refused_with_the_last_that_is_not() {
        post("2026-01-10", "assets:bank", "income:sales", "100.00");
        long number = last.path("journalNumber").longValue();

        Reply byNumber = service.get(ledger + "/trial-balance?knownAt=" + (number + 1));
        byNumber.expectProblem(400, "KNOWN_AT_AHEAD");
        assertThat(byNumber.violations()).containsExactly("knownAt KNOWN_AT_AHEAD");
        assertThat(byNumber.json().path("detail").stringValue()).contains("the last event of the ledger is " + number);

        service.get(ledger + "/trial-balance?knownAt=" + Instant.now().plusSeconds(60))
                .expectProblem(400, "KNOWN_AT_AHEAD");
        service.get(ledger + "/trial-balance?knownAt=999999999999999999").expectProblem(400, "KNOWN_AT_AHEAD");
        service.get(ledger + "/trial-balance?knownAt=9999-12-31T23:59:59.999999999Z")
                .expectProblem(400, "KNOWN_AT_AHEAD");
    }

    @Test
    void before_its_time_a_ledger_is_not_there() {
        post("2026-01-10", "assets:bank", "income:sales", "100.00");

        String opened = read("").path("openedAt").stringValue();
        Instant justBefore = Instant.parse(opened).minusNanos(1_000);
        String filtered = "filter=effectiveDate=ge=2026-01-01";
        for (String report : List.of(
                "trial-balance?",
                "general-ledger?",
                "income-statement?",
                "balances?groupBy=currency&",
                "accounts?",
                "accounts?filter=type==asset&",
                "accounts/assets:bank?",
                "accounts/assets:bank/statement?",
                "accounts/assets:bank/entries?",
                "accounts/assets:bank/entries?" + filtered + "&",
                "transactions?",
                "transactions?" + filtered + "&",
                "transactions:count?",
                "transactions/" + last.path("id").stringValue() + "?")) {
            for (String before : List.of("1969-12-31T23:59:59Z", justBefore.toString())) {
                service.get(ledger + "/" + report + "knownAt=" + before).expectProblem(404, "LEDGER_NOT_FOUND");
            }
        }
        service.get("/v1/ledgers/nobody/trial-balance?knownAt=1").expectProblem(404, "LEDGER_NOT_FOUND");
        assertThat(lines(read("/trial-balance?knownAt=1"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "0", "-1", "01", "now", "2026-01-31", "2026-01-31T09:30:00", "2026-02-30T09:30:00Z", "1e3"})
    void what_is_neither_a_number_nor_a_moment_is_refused(String knownAt) {
        Reply reply = service.get(ledger + "/balance-sheet?knownAt=" + knownAt);

        reply.expectProblem(400, "PARAMETER_MALFORMED");
        assertThat(reply.violations()).containsExactly("knownAt PARAMETER_MALFORMED");
    }
}
