package io.pacioli.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Lists of entries and of transactions, and transactions, by the day until which they are effective and as they were known. */
class ListsByBothClocksTest {

    private final Service service = Service.shared();
    private String ledger;
    private long position;

    @BeforeEach
    void openLedger() {
        ledger = service.openLedger("open");
    }

    private JsonNode post(String path, String body) {
        Reply reply = service.post(ledger + path, body);
        assertThat(reply.status()).isBetween(200, 201);
        position = reply.position();
        return reply.json();
    }

    private JsonNode transfer(String day, String amount, String currency) {
        return post("/transactions", """
                {"effectiveAt":"%s","postings":[
                 {"account":"assets:bank","direction":"debit","amount":"%s","currency":"%s"},
                 {"account":"income:sales","direction":"credit","amount":"%2$s","currency":"%3$s"}]}""".formatted(day, amount, currency));
    }

    private Reply get(String path) {
        return service.send(service.request(ledger + path)
                .header("Ledger-Position", Long.toString(position))
                .GET());
    }

    private long number() {
        return get("/transactions?limit=1")
                .expect(200)
                .json()
                .at("/data/0/journalNumber")
                .longValue();
    }

    /** All pages of a list, two items each. */
    private List<String> all(String list, Function<JsonNode, String> item) {
        List<String> items = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = get(list + "&limit=2" + cursor).expect(200).json();
            page.path("data").forEach(each -> items.add(item.apply(each)));
            cursor = page.path("next").isNull()
                    ? null
                    : "&cursor=" + page.path("next").stringValue();
        } while (cursor != null);
        return items;
    }

    private static String amount(JsonNode entry) {
        return entry.path("amount").stringValue() + entry.path("currency").stringValue();
    }

    private static String posted(JsonNode transaction) {
        return amount(transaction.at("/postings/0"));
    }

    @Test
    void entries_are_those_effective_by_a_day_and_known_by_an_event() {
        transfer("2026-01-10", "1.00", "EUR");
        transfer("2026-01-12", "2", "JPY");
        transfer("2026-01-11", "3.00", "EUR");
        long known = number();
        transfer("2026-01-11", "4", "JPY");
        transfer("2026-01-10", "5.00", "EUR");
        String entries = "/accounts/assets:bank/entries?order=asc";

        assertThat(all(entries + "&knownAt=" + known, ListsByBothClocksTest::amount))
                .containsExactly("1.00EUR", "2JPY", "3.00EUR");
        assertThat(all("/accounts/assets:bank/entries?knownAt=" + known, ListsByBothClocksTest::amount))
                .containsExactly("3.00EUR", "2JPY", "1.00EUR");
        assertThat(all(entries + "&asOf=2026-01-11", ListsByBothClocksTest::amount))
                .containsExactly("1.00EUR", "5.00EUR", "3.00EUR", "4JPY");
        assertThat(all("/accounts/assets:bank/entries?asOf=2026-01-11", ListsByBothClocksTest::amount))
                .containsExactly("4JPY", "3.00EUR", "5.00EUR", "1.00EUR");
        assertThat(all(entries + "&asOf=2026-01-11&knownAt=" + known, ListsByBothClocksTest::amount))
                .containsExactly("1.00EUR", "3.00EUR");
        assertThat(all(entries + "&filter=currency==EUR&knownAt=" + known, ListsByBothClocksTest::amount))
                .containsExactly("1.00EUR", "3.00EUR");
        assertThat(all(entries + "&filter=currency==EUR&asOf=2026-01-10", ListsByBothClocksTest::amount))
                .containsExactly("1.00EUR", "5.00EUR");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&account=assets:bank"})
    void transactions_are_those_effective_by_a_day_and_known_by_an_event(String account) {
        transfer("2026-01-10", "1.00", "EUR");
        transfer("2026-01-12", "2", "JPY");
        transfer("2026-01-11", "3.00", "EUR");
        long known = number();
        transfer("2026-01-11", "4", "JPY");
        post("/transactions", """
                {"status":"pending","effectiveAt":"2026-01-13","postings":[
                 {"account":"assets:bank","direction":"debit","amount":"5.00","currency":"EUR"},
                 {"account":"income:sales","direction":"credit","amount":"5.00","currency":"EUR"}]}""");
        String transactions = "/transactions?order=asc" + account;

        assertThat(all(transactions + "&knownAt=" + known, ListsByBothClocksTest::posted))
                .containsExactly("1.00EUR", "2JPY", "3.00EUR");
        assertThat(all("/transactions?knownAt=" + known + account, ListsByBothClocksTest::posted))
                .containsExactly("3.00EUR", "2JPY", "1.00EUR");
        assertThat(all(transactions + "&asOf=2026-01-11", ListsByBothClocksTest::posted))
                .containsExactly("1.00EUR", "3.00EUR", "4JPY");
        assertThat(all(transactions + "&asOf=2026-01-11&knownAt=" + known, ListsByBothClocksTest::posted))
                .containsExactly("1.00EUR", "3.00EUR");
        assertThat(all(transactions + "&asOf=2026-01-13&knownAt=" + known, ListsByBothClocksTest::posted))
                .containsExactly("1.00EUR", "3.00EUR", "2JPY");
        assertThat(all(transactions + "&asOf=2026-01-11&effectiveTo=2026-01-10", ListsByBothClocksTest::posted))
                .containsExactly("1.00EUR");
        assertThat(all(
                        transactions + "&asOf=2026-01-11&filter=account==assets:bank;currency==EUR",
                        ListsByBothClocksTest::posted))
                .containsExactly("1.00EUR", "3.00EUR");
    }

    @Test
    void a_transaction_has_the_status_that_it_had() {
        JsonNode held = post("/transactions", """
                {"status":"pending","reference":"h","effectiveAt":"2026-01-10","postings":[
                 {"account":"assets:bank","direction":"debit","amount":"9.00","currency":"EUR"},
                 {"account":"income:sales","direction":"credit","amount":"9.00","currency":"EUR"}]}""");
        String transaction = "/transactions/" + held.path("id").stringValue();
        long asHeld = held.path("journalNumber").longValue();
        long asPosted = post(transaction + "/post", "{\"effectiveAt\":\"2026-01-12\"}")
                .path("journalNumber")
                .longValue();
        long asReversed =
                post(transaction + "/reverse", "{}").path("journalNumber").longValue();

        assertThat(status(transaction, "")).isEqualTo("reversed");
        assertThat(status(transaction, "?knownAt=" + asReversed)).isEqualTo("reversed");
        assertThat(status(transaction, "?knownAt=" + asPosted)).isEqualTo("posted");
        assertThat(status(transaction, "?knownAt=" + asHeld)).isEqualTo("pending");
        assertThat(get(transaction + "?knownAt=" + asHeld).expect(200).json()).isEqualTo(held);
        get(transaction + "?knownAt=" + (asHeld - 1)).expectProblem(404, "TRANSACTION_NOT_FOUND");
        get(transaction + "?asOf=2026-01-11").expectProblem(404, "TRANSACTION_NOT_FOUND");
        assertThat(status(transaction, "?asOf=2026-01-11&knownAt=" + asHeld)).isEqualTo("pending");
        assertThat(all(
                        "/transactions?reference=h&knownAt=" + asPosted,
                        each -> each.path("status").stringValue()))
                .containsExactly("posted");
        assertThat(found("status==pending", asHeld)).isEqualTo("pending 1");
        assertThat(found("status==pending", asPosted)).isEqualTo(" 0");
        assertThat(found("reference==h;status==posted", asPosted)).isEqualTo("posted 1");
        assertThat(found("status=in=(reversed,pending)", asReversed)).isEqualTo("reversed 1");
        assertThat(found("effectiveDate==2026-01-10", asHeld)).isEqualTo("pending 1");
        assertThat(found("effectiveDate==2026-01-10", asPosted)).isEqualTo(" 0");
        assertThat(found("account==assets:bank;amount=ge=9", asHeld)).isEqualTo(" 0");
        assertThat(found("account==assets:bank;amount=ge=9", asPosted)).isEqualTo("posted 1");
        assertThat(all("/transactions?reference=h&knownAt=" + (asHeld - 1), each -> "there"))
                .isEmpty();
        for (String list :
                List.of("/transactions?", "/transactions?account=assets:bank&", "/transactions?reference=h&")) {
            String heldDay = list + "effectiveFrom=2026-01-10&effectiveTo=2026-01-10&knownAt=";
            String postedDay = list + "effectiveFrom=2026-01-12&effectiveTo=2026-01-12&knownAt=";
            assertThat(all(heldDay + asHeld, each -> each.path("status").stringValue()))
                    .containsExactly("pending");
            assertThat(all(heldDay + asPosted, each -> "there")).isEmpty();
            assertThat(all(postedDay + asHeld, each -> "there")).isEmpty();
            assertThat(all(postedDay + asPosted, each -> each.path("status").stringValue()))
                    .containsExactly("posted");
        }
        assertThat(all("/accounts/assets:bank/entries?knownAt=" + asHeld, ListsByBothClocksTest::amount))
                .isEmpty();
        assertThat(all("/accounts/assets:bank/entries?knownAt=" + asPosted, ListsByBothClocksTest::amount))
                .containsExactly("9.00EUR");
    }

    @Test
    void holds_stand_under_the_days_that_were_known_whatever_they_were_posted_for() {
        List<JsonNode> holds = new ArrayList<>();
        for (int day = 1; day <= 7; day++) {
            holds.add(post("/transactions", """
                    {"status":"pending","effectiveAt":"2026-01-0%d","postings":[
                     {"account":"assets:bank","direction":"debit","amount":"%1$d.00","currency":"EUR"},
                     {"account":"income:sales","direction":"credit","amount":"%1$d.00","currency":"EUR"}]}""".formatted(day)));
        }
        long known = number();
        for (int day = 1; day <= 7; day++) {
            post(
                    "/transactions/" + holds.get(day - 1).path("id").stringValue() + "/post",
                    "{\"effectiveAt\":\"2026-01-%02d\"}".formatted(8 - day));
        }
        String[] asHeld = {"1.00EUR", "2.00EUR", "3.00EUR", "4.00EUR", "5.00EUR", "6.00EUR", "7.00EUR"};
        String[] asPosted = {"7.00EUR", "6.00EUR", "5.00EUR", "4.00EUR", "3.00EUR", "2.00EUR", "1.00EUR"};

        for (String list : List.of(
                "/transactions?effectiveFrom=2026-01-01",
                "/transactions?effectiveFrom=2026-01-01&account=assets:bank",
                "/transactions?filter=account==assets:bank;effectiveDate=ge=2026-01-01")) {
            assertThat(all(list + "&order=asc&knownAt=" + known, ListsByBothClocksTest::posted))
                    .as(list)
                    .containsExactly(asHeld);
            assertThat(all(list + "&knownAt=" + known, ListsByBothClocksTest::posted))
                    .as(list)
                    .containsExactly(asPosted);
            assertThat(all(list + "&order=asc", ListsByBothClocksTest::posted))
                    .as(list)
                    .containsExactly(asPosted);
        }
    }

    /** The states of what a filter finds, and how many are counted. */
    private String found(String filter, long knownAt) {
        String query = "?filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8) + "&knownAt=" + knownAt;
        List<String> states =
                all("/transactions" + query, each -> each.path("status").stringValue());
        JsonNode count = get("/transactions:count" + query).expect(200).json();
        return String.join(" ", states) + " " + count.path("count").longValue();
    }

    private String status(String transaction, String query) {
        return get(transaction + query).expect(200).json().path("status").stringValue();
    }

    @ParameterizedTest
    @CsvSource({
        "/accounts/assets:bank/entries?asOf=soon, PARAMETER_MALFORMED",
        "/accounts/assets:bank/entries?knownAt=-1, PARAMETER_MALFORMED",
        "/accounts/assets:bank/entries?knownAt=99999, KNOWN_AT_AHEAD",
        "/accounts/assets:bank/entries?knownAt=2999-01-01T00:00:00Z, KNOWN_AT_AHEAD",
        "/transactions?asOf=2026-02-30, PARAMETER_MALFORMED",
        "/transactions?knownAt=yesterday, PARAMETER_MALFORMED",
        "/transactions?knownAt=99999, KNOWN_AT_AHEAD",
        "/transactions:count?knownAt=99999, KNOWN_AT_AHEAD",
        "/transactions/0198c0de-0000-7000-8000-000000000000?knownAt=99999, KNOWN_AT_AHEAD",
        "/transactions/0198c0de-0000-7000-8000-000000000000?asOf=x, PARAMETER_MALFORMED"
    })
    void what_cannot_be_known_is_refused(String path, String code) {
        transfer("2026-01-10", "1.00", "EUR");

        get(path).expectProblem(400, code);
    }
}
