package io.pacioli.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class QueryTest {

    private final Service service = Service.shared();

    @Test
    void what_was_written_reads_exactly_as_it_was_answered() {
        Reply opened = service.post("/v1/ledgers", """
                {"id":"%s","name":"Bücher","timeZone":"Europe/Berlin","chart":"open","currencies":[{"code":"EUR"}]}""".formatted("l-" + Service.freshKey()))
                .expect(201);
        String ledger = opened.header("Location").orElseThrow();
        Reply account = service.post(ledger + "/accounts", """
                {"path":"assets:bank","type":"asset","name":"Süd","metadata":{"b":"2","a":"1"}}""").expect(201);
        Reply posted = service.post(ledger + "/transactions", """
                {"reference":"INV-1","description":"Zwei Brötchen","effectiveAt":"2026-03-30T10:00:00+02:00","metadata":{"k":"v"},
                 "postings":[{"account":"assets:bank","direction":"debit","amount":"5.00","currency":"EUR"},
                   {"account":"assets:bank","direction":"credit","amount":"0.70","currency":"EUR"},
                   {"account":"income:sales","direction":"credit","amount":"4.30","currency":"EUR"}]}""").expect(201);

        assertThat(at(opened, ledger).json()).isEqualTo(opened.json());
        assertThat(at(posted, posted.header("Location").orElseThrow()).json()).isEqualTo(posted.json());
        assertThat(data(at(posted, ledger + "/transactions"))).containsExactly(posted.json());
        assertThat(data(at(posted, ledger + "/transactions?reference=INV-1"))).containsExactly(posted.json());
        assertThat(at(posted, ledger + "/accounts/assets:bank").json()).isEqualTo(json("""
                {"path":"assets:bank","ledger":"%s","type":"asset","name":"Süd","metadata":{"a":"1","b":"2"},"openedAt":%s,
                 "status":"open","limits":[],"version":2,"balances":[{"currency":"EUR","debits":"5.00","credits":"0.70","balance":"4.30",
                 "pendingDebits":"0.00","pendingCredits":"0.00","available":"4.30","version":2}]}""".formatted(
                        opened.json().path("id").stringValue(), account.json().path("openedAt"))));
        assertThat(at(posted, ledger + "/accounts?prefix=assets")
                        .json()
                        .path("data")
                        .get(0))
                .isEqualTo(at(posted, ledger + "/accounts/assets:bank").json());
    }

    @Test
    void an_account_without_a_posting_reads_as_it_was_opened() {
        String ledger = service.openLedger("strict");
        Reply account = service.post(ledger + "/accounts", "{\"path\":\"assets:bank\",\"type\":\"asset\"}")
                .expect(201);

        assertThat(at(account, account.header("Location").orElseThrow()).json()).isEqualTo(account.json());
        assertThat(data(at(account, ledger + "/accounts/assets:bank/entries"))).isEmpty();
    }

    @Test
    void entries_have_a_running_balance_on_the_accounts_normal_side() {
        String ledger = service.openLedger("open");
        post(ledger, "2026-03-30", "assets:bank", "income:sales", "10.00");
        post(ledger, "2026-03-29", "assets:bank", "income:sales", "2.50");
        Reply last = post(ledger, "2026-03-31", "expenses:fees", "assets:bank", "0.75");

        assertThat(data(at(last, ledger + "/accounts/assets:bank/entries")))
                .extracting(QueryTest::summary)
                .containsExactly(
                        "2026-03-31 credit 0.75 EUR: 11.75",
                        "2026-03-29 debit 2.50 EUR: 12.50",
                        "2026-03-30 debit 10.00 EUR: 10.00");
        assertThat(data(at(last, ledger + "/accounts/income:sales/entries?order=asc")))
                .extracting(QueryTest::summary)
                .containsExactly("2026-03-30 credit 10.00 EUR: 10.00", "2026-03-29 credit 2.50 EUR: 12.50");
    }

    private static String summary(JsonNode entry) {
        return "%s %s %s %s: %s"
                .formatted(
                        entry.path("effectiveDate").stringValue(),
                        entry.path("direction").stringValue(),
                        entry.path("amount").stringValue(),
                        entry.path("currency").stringValue(),
                        entry.path("balance").stringValue());
    }

    @Test
    void an_answer_that_the_client_has_already_is_not_sent_again() {
        String ledger = service.openLedger("open");
        Reply posted = post(ledger, "2026-03-30", "assets:bank", "income:sales", "10.00");

        for (String path : List.of(
                ledger,
                ledger + "/accounts/assets:bank",
                posted.header("Location").orElseThrow())) {
            Reply first = at(posted, path);
            String tag = first.header("ETag").orElseThrow();

            Reply again = service.send(
                    service.request(path).header("If-None-Match", tag).GET());

            again.expect(304);
            assertThat(again.body()).isEmpty();
            assertThat(again.header("ETag")).contains(tag);
            assertThat(again.position()).isGreaterThanOrEqualTo(posted.position());
        }
    }

    @Test
    void an_account_that_has_moved_is_sent_again() {
        String ledger = service.openLedger("open");
        String path = ledger + "/accounts/assets:bank";
        Reply first = at(post(ledger, "2026-03-30", "assets:bank", "income:sales", "10.00"), path);
        Reply posted = post(ledger, "2026-03-30", "assets:bank", "income:sales", "1.00");

        Reply second = service.send(service.request(path)
                .header("If-None-Match", first.header("ETag").orElseThrow())
                .header("Ledger-Position", Long.toString(posted.position()))
                .GET());

        second.expect(200);
        assertThat(second.json().path("balances").get(0).path("balance").stringValue())
                .isEqualTo("11.00");
    }

    @Test
    void pages_stay_right_while_transactions_are_added() {
        String ledger = service.openLedger("open");
        List<String> posted = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            Reply reply = post(ledger, "2026-03-30", "assets:bank", "income:sales", i + ".00");
            assertThat(data(at(reply, ledger + "/transactions"))).hasSize(i);
            posted.addFirst(id(reply));
        }

        List<String> newestFirst = new ArrayList<>();
        List<String> entries = new ArrayList<>();
        String next = ledger + "/transactions?limit=2";
        String nextEntries = ledger + "/accounts/assets:bank/entries?limit=2";
        while (next != null) {
            Reply page = service.get(next).expect(200);
            data(page)
                    .forEach(transaction ->
                            newestFirst.add(transaction.path("id").stringValue()));
            Reply entryPage = service.get(nextEntries).expect(200);
            data(entryPage)
                    .forEach(entry -> entries.add(entry.path("transaction").stringValue()));
            Reply added = post(ledger, "2026-03-30", "assets:bank", "income:sales", "9.00");
            at(added, ledger);
            next = next(page, ledger + "/transactions?limit=2");
            nextEntries = next(entryPage, ledger + "/accounts/assets:bank/entries?limit=2");
        }

        assertThat(newestFirst).isEqualTo(posted);
        assertThat(entries).isEqualTo(posted);
    }

    private static String next(Reply page, String list) {
        JsonNode next = page.json().path("next");
        return next.isNull() ? null : list + "&cursor=" + next.stringValue();
    }

    @Test
    void a_trial_balance_agrees_at_any_past_day() {
        String ledger = service.openLedger("open");
        post(ledger, "2026-01-15", "assets:bank", "equity:capital", "100.00");
        post(ledger, "2026-02-10", "expenses:rent", "assets:bank", "30.00");
        Reply last = post(ledger, "2025-12-31", "assets:bank", "liabilities:loan", "7.00");

        assertThat(trialBalance(last, ledger, "?asOf=2025-12-30")).isEmpty();
        assertThat(trialBalance(last, ledger, "?asOf=2025-12-31"))
                .containsExactly("assets:bank 7.00 0.00", "liabilities:loan 0.00 7.00", "EUR 7.00 7.00");
        assertThat(trialBalance(last, ledger, "?asOf=2026-02-09"))
                .containsExactly(
                        "assets:bank 107.00 0.00",
                        "equity:capital 0.00 100.00",
                        "liabilities:loan 0.00 7.00",
                        "EUR 107.00 107.00");
        assertThat(trialBalance(last, ledger, ""))
                .containsExactly(
                        "assets:bank 77.00 0.00",
                        "equity:capital 0.00 100.00",
                        "expenses:rent 30.00 0.00",
                        "liabilities:loan 0.00 7.00",
                        "EUR 107.00 107.00");
        assertThat(trialBalance(last, ledger, "?currency=JPY")).isEmpty();
    }

    private List<String> trialBalance(Reply since, String ledger, String query) {
        JsonNode report = at(since, ledger + "/trial-balance" + query).json();
        List<String> lines = new ArrayList<>();
        report.path("data")
                .forEach(line -> lines.add("%s %s %s"
                        .formatted(
                                line.path("account").stringValue(),
                                line.path("debit").stringValue(),
                                line.path("credit").stringValue())));
        report.path("totals")
                .forEach(total -> lines.add("%s %s %s"
                        .formatted(
                                total.path("currency").stringValue(),
                                total.path("debit").stringValue(),
                                total.path("credit").stringValue())));
        return lines;
    }

    @Test
    void the_journal_is_shown_as_it_is_stored() {
        String ledger = service.openLedger("open");
        Reply posted = post(ledger, "2026-01-15", "assets:bank", "equity:capital", "100.00");

        Reply first = service.get(ledger + "/events?limit=2").expect(200);
        Reply second = service.get(next(first, ledger + "/events?limit=2")).expect(200);

        List<JsonNode> events = new ArrayList<>(data(first));
        events.addAll(data(second));
        assertThat(events)
                .extracting(event -> event.path("journalNumber").intValue() + " "
                        + event.path("type").stringValue())
                .containsExactly("1 ledger-opened", "2 account-opened", "3 account-opened", "4 transaction-posted");
        assertThat(events).allSatisfy(event -> {
            assertThat(event.path("hash").stringValue()).matches("[0-9a-f]{64}");
            assertThat(event.path("payload").isObject()).isTrue();
            assertThat(event.path("metadata").isObject()).isTrue();
        });
        assertThat(events.getLast().path("position").longValue()).isEqualTo(posted.position());
        assertThat(events.getLast().path("payload").path("transaction").stringValue())
                .isEqualTo(id(posted));
        assertThat(second.json().path("next").isNull()).isTrue();
    }

    @Test
    void every_projection_tells_how_far_it_is() {
        Reply posted = post(service.openLedger("open"), "2026-01-15", "assets:bank", "equity:capital", "100.00");
        at(posted, "/v1/ledgers");

        List<JsonNode> projections = data(service.get("/v1/projections").expect(200));

        assertThat(projections)
                .extracting(projection -> projection.path("name").stringValue())
                .containsExactly("ledgers", "accounts", "balances", "entries", "transactions", "holds");
        assertThat(projections).allSatisfy(projection -> {
            assertThat(projection.path("generation").intValue()).isPositive();
            assertThat(projection.path("position").longValue()).isGreaterThanOrEqualTo(posted.position());
            assertThat(projection.path("lagEvents").isIntegralNumber()).isTrue();
            assertThat(projection.path("lagSeconds").isNumber()).isTrue();
            assertThat(projection.path("state").stringValue()).isIn("caught-up", "catching-up");
        });
        assertThat(service.get("/actuator/health/readiness")
                        .expect(200)
                        .json()
                        .path("status")
                        .stringValue())
                .isEqualTo("UP");
        assertThat(service.get("/actuator/prometheus").expect(200).body())
                .contains("pacioli_projection_position{projection=\"balances\"}")
                .contains("pacioli_projection_lag_events{projection=\"entries\"}")
                .contains("pacioli_projection_lag_seconds{projection=\"entries\"}");
    }

    /** A query that has to see what a reply was about. */
    private Reply at(Reply seen, String path) {
        Reply reply = service.send(service.request(path)
                .header("Ledger-Position", Long.toString(seen.position()))
                .GET());
        reply.expect(200);
        assertThat(reply.position()).isGreaterThanOrEqualTo(seen.position());
        return reply;
    }

    private Reply post(String ledger, String day, String debited, String credited, String amount) {
        return service.post(ledger + "/transactions", """
                {"effectiveAt":"%s","postings":[
                  {"account":"%s","direction":"debit","amount":"%s","currency":"EUR"},
                  {"account":"%s","direction":"credit","amount":"%s","currency":"EUR"}]}""".formatted(day, debited, amount, credited, amount))
                .expect(201);
    }

    private static String id(Reply posted) {
        return posted.json().path("id").stringValue();
    }

    private static List<JsonNode> data(Reply reply) {
        return StreamSupport.stream(reply.json().path("data").spliterator(), false)
                .toList();
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
