package io.pacioli.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class HoldTest {

    private static final String FAR_AHEAD = "2999-01-01T00:00:00Z";

    private final Service service = Service.shared();
    private final String ledger = service.openLedger("open");

    private static String lines(String amount) {
        return """
                "postings":[{"account":"assets:cash","direction":"credit","amount":"%1$s","currency":"EUR"},
                 {"account":"expenses:rent","direction":"debit","amount":"%1$s","currency":"EUR"}]""".formatted(amount);
    }

    private JsonNode transaction(String more, String amount) {
        return service.post(ledger + "/transactions", "{" + more + lines(amount) + "}")
                .expect(201)
                .json();
    }

    private JsonNode hold(String more, String amount) {
        return transaction("\"status\":\"pending\"," + more, amount);
    }

    private static String id(JsonNode transaction) {
        return transaction.path("id").stringValue();
    }

    private String placeOf(JsonNode transaction) {
        return ledger + "/transactions/" + id(transaction);
    }

    private JsonNode read(String path) {
        return service.send(service.request(path)
                        .header("Ledger-Position", Long.toString(service.head()))
                        .GET())
                .expect(200)
                .json();
    }

    private List<String> ids(String path) {
        return read(path).path("data").valueStream().map(HoldTest::id).toList();
    }

    private String standing(String account) {
        JsonNode balance = read(ledger + "/accounts/" + account).at("/balances/0");
        return "%s pending %s %s available %s"
                .formatted(
                        balance.path("balance").stringValue(),
                        balance.path("pendingDebits").stringValue(),
                        balance.path("pendingCredits").stringValue(),
                        balance.path("available").stringValue());
    }

    @Test
    void what_is_held_is_in_reserve_and_in_no_entry() {
        JsonNode hold = hold("\"reference\":\"deposit\",\"expiresAt\":\"%s\",".formatted(FAR_AHEAD), "5.00");

        assertThat(hold.path("status").stringValue()).isEqualTo("pending");
        assertThat(hold.path("expiresAt").stringValue()).isEqualTo(FAR_AHEAD);
        assertThat(read(placeOf(hold))).isEqualTo(hold);
        assertThat(standing("assets:cash")).isEqualTo("0.00 pending 0.00 5.00 available -5.00");
        assertThat(standing("expenses:rent")).isEqualTo("0.00 pending 5.00 0.00 available 0.00");
        assertThat(read(ledger + "/accounts/assets:cash/entries").path("data")).isEmpty();
        assertThat(read(ledger + "/trial-balance").path("data")).isEmpty();
    }

    @Test
    void a_hold_is_posted_in_part_and_the_rest_is_released() {
        JsonNode hold = hold("\"description\":\"Deposit\",\"reference\":\"deposit\",", "5.00");

        JsonNode posted = service.post(
                        placeOf(hold) + "/post", "{\"effectiveAt\":\"2026-02-01\",%s}".formatted(lines("3.25")))
                .expect(200)
                .json();

        assertThat(posted.path("status").stringValue()).isEqualTo("posted");
        assertThat(standing("assets:cash")).isEqualTo("-3.25 pending 0.00 0.00 available -3.25");
        JsonNode standing = read(placeOf(hold));
        assertThat(standing.path("status").stringValue()).isEqualTo("posted");
        assertThat(standing.path("position")).isEqualTo(hold.path("position"));
        assertThat(standing.path("heldAt")).isEqualTo(hold.path("recordedAt"));
        assertThat(standing.path("postedAt")).isEqualTo(posted.path("recordedAt"));
        assertThat(standing.path("effectiveDate").stringValue()).isEqualTo("2026-02-01");
        assertThat(standing.path("held")).isEqualTo(hold.path("postings"));
        assertThat(standing.path("postings")).isEqualTo(posted.path("postings"));
        assertThat(standing.path("balances")).isEqualTo(posted.path("balances"));
        JsonNode entry = read(ledger + "/accounts/assets:cash/entries").at("/data/0");
        assertThat(id(hold)).isEqualTo(entry.path("transaction").stringValue());
        assertThat(entry.path("reference").stringValue()).isEqualTo("deposit");
        assertThat(entry.path("description").stringValue()).isEqualTo("Deposit");
        assertThat(entry.path("amount").stringValue()).isEqualTo("3.25");
        assertThat(entry.path("balance").stringValue()).isEqualTo("-3.25");
        assertThat(entry.path("position")).isEqualTo(posted.path("position"));
        assertThat(entry.path("effectiveDate").stringValue()).isEqualTo("2026-02-01");
    }

    @Test
    void a_hold_that_is_voided_leaves_its_accounts_as_they_were() {
        transaction("", "1.00");
        JsonNode hold = hold("", "5.00");

        JsonNode voided =
                service.post(placeOf(hold) + "/void", "{}").expect(200).json();

        assertThat(voided.path("status").stringValue()).isEqualTo("voided");
        assertThat(voided.has("postings")).isFalse();
        assertThat(standing("assets:cash")).isEqualTo("-1.00 pending 0.00 0.00 available -1.00");
        JsonNode standing = read(placeOf(hold));
        assertThat(standing.path("status").stringValue()).isEqualTo("voided");
        assertThat(standing.path("voidedAt")).isEqualTo(voided.path("recordedAt"));
        assertThat(standing.path("postings")).isEqualTo(hold.path("postings"));
        service.post(placeOf(hold) + "/reverse", "{}").expectProblem(409, "TRANSACTION_NOT_POSTED");
    }

    @Test
    void lists_show_a_hold_at_its_own_place_whatever_becomes_of_it() {
        String first = id(transaction("\"effectiveAt\":\"2026-01-10\",", "1.00"));
        JsonNode posted = hold("\"reference\":\"one\",\"effectiveAt\":\"2026-01-11\",", "2.00");
        String between = id(transaction("\"effectiveAt\":\"2026-01-12\",", "3.00"));
        JsonNode voided = hold("\"reference\":\"two\",\"effectiveAt\":\"2026-01-13\",", "4.00");
        JsonNode open = hold("\"reference\":\"three\",\"effectiveAt\":\"2026-01-14\",", "5.00");
        List<String> all = List.of(first, id(posted), between, id(voided), id(open));
        List<String> lists = List.of(
                ledger + "/transactions?order=asc",
                ledger + "/transactions?order=asc&account=assets:cash",
                ledger + "/transactions?order=asc&effectiveFrom=2026-01-10",
                ledger + "/transactions?order=asc&effectiveFrom=2026-01-10&account=expenses:rent");
        assertThat(lists).allSatisfy(list -> assertThat(ids(list)).isEqualTo(all));

        service.post(placeOf(posted) + "/post", "{\"effectiveAt\":\"2026-01-20\"}")
                .expect(200);
        service.post(placeOf(voided) + "/void", "{}").expect(200);

        assertThat(ids(lists.get(0))).isEqualTo(all);
        assertThat(ids(lists.get(1))).isEqualTo(all);
        List<String> byDate = List.of(first, between, id(voided), id(open), id(posted));
        assertThat(ids(lists.get(2))).isEqualTo(byDate);
        assertThat(ids(lists.get(3))).isEqualTo(byDate);
        assertThat(ids(ledger + "/transactions?reference=one&account=assets:cash"))
                .containsExactly(id(posted));
        assertThat(ids(ledger + "/transactions?reference=one&effectiveTo=2026-01-19"))
                .isEmpty();
        assertThat(ids(ledger + "/transactions?reference=two&account=expenses:rent"))
                .containsExactly(id(voided));
        assertThat(pagesOf(ledger + "/transactions?order=desc&limit=2&account=assets:cash"))
                .isEqualTo(all.reversed());
        assertThat(pagesOf(ledger + "/transactions?order=asc&limit=1&effectiveTo=2026-12-31&account=assets:cash"))
                .isEqualTo(byDate);
        assertThat(read(ledger + "/accounts/assets:cash/entries?order=asc")
                        .path("data")
                        .valueStream()
                        .map(entry -> entry.path("balance").stringValue()))
                .containsExactly("-1.00", "-4.00", "-6.00");
    }

    private List<String> pagesOf(String path) {
        JsonNode page = read(path);
        Stream<String> ids = page.path("data").valueStream().map(HoldTest::id);
        return page.path("next").isNull()
                ? ids.toList()
                : Stream.concat(
                                ids,
                                pagesOf(path.replaceFirst("&cursor=.*", "") + "&cursor="
                                                + page.path("next").stringValue())
                                        .stream())
                        .toList();
    }

    @Test
    void open_holds_are_listed_by_their_expiry() {
        String never = id(hold("", "1.00"));
        String late = id(hold("\"expiresAt\":\"2999-01-01T00:00:00Z\",", "2.00"));
        String soon = id(hold("\"expiresAt\":\"2998-01-01T00:00:00Z\",", "3.00"));
        String ended = id(hold("\"expiresAt\":\"2997-01-01T00:00:00Z\",", "4.00"));
        service.post(ledger + "/transactions/" + ended + "/void", "{}").expect(200);
        String elsewhere = service.post(
                        ledger + "/transactions",
                        "{\"status\":\"pending\",%s}".formatted(lines("1.00").replace("assets:cash", "assets:bank")))
                .expect(201)
                .json()
                .path("id")
                .stringValue();

        assertThat(ids(ledger + "/holds")).containsExactly(soon, late, never, elsewhere);
        assertThat(ids(ledger + "/holds?account=assets:cash")).containsExactly(soon, late, never);
        assertThat(ids(ledger + "/holds?expiresBefore=2999-01-01T00:00:00Z")).containsExactly(soon);
        assertThat(ids(ledger + "/holds?account=assets:cash&expiresBefore=2999-01-01T00:00:00.000001Z"))
                .containsExactly(soon, late);
        assertThat(pagesOf(ledger + "/holds?limit=1")).containsExactly(soon, late, never, elsewhere);
        assertThat(pagesOf(ledger + "/holds?limit=2&account=expenses:rent"))
                .containsExactly(soon, late, never, elsewhere);
        service.get(ledger + "/holds?expiresBefore=2999-01-01").expectProblem(400, "PARAMETER_MALFORMED");
        service.get(ledger + "/holds?account=assets:none").expectProblem(404, "ACCOUNT_NOT_FOUND");
        service.get("/v1/ledgers/nowhere/holds").expectProblem(404, "LEDGER_NOT_FOUND");
        assertThat(ids(service.openLedger("open") + "/holds")).isEmpty();
    }

    @Test
    void a_hold_that_was_posted_is_taken_back_like_any_transaction() {
        JsonNode hold = hold("", "5.00");
        service.post(placeOf(hold) + "/post", "{%s}".formatted(lines("3.00"))).expect(200);

        service.post(placeOf(hold) + "/reverse", "{%s}".formatted(lines("1.00")))
                .expect(201);
        assertThat(read(placeOf(hold)).path("status").stringValue()).isEqualTo("partly-reversed");
        JsonNode rest =
                service.post(placeOf(hold) + "/reverse", "{}").expect(201).json();

        assertThat(rest.at("/postings/0/amount").stringValue()).isEqualTo("2.00");
        assertThat(read(placeOf(hold)).path("status").stringValue()).isEqualTo("reversed");
        assertThat(standing("assets:cash")).isEqualTo("0.00 pending 0.00 0.00 available 0.00");
    }

    @Test
    void each_is_done_once_however_often_it_is_asked_for_and_tried_out_without_effect() {
        String holding = "{\"status\":\"pending\",%s}".formatted(lines("5.00"));
        String key = Service.freshKey();
        Reply held = service.post(ledger + "/transactions", key, holding).expect(201);
        assertThat(service.post(ledger + "/transactions", key, holding).body()).isEqualTo(held.body());
        String place = placeOf(held.json());
        long head = service.head();

        Reply dryPost = service.post(place + "/post?dryRun=true", "{}").expect(200);
        Reply dryVoid = service.post(place + "/void?dryRun=true", "{}").expect(200);
        assertThat(dryPost.json().at("/balances/0/balance").stringValue()).isEqualTo("-5.00");
        assertThat(dryVoid.json().at("/balances/0/available").stringValue()).isEqualTo("0.00");
        assertThat(service.head()).isEqualTo(head);

        Reply posted = service.post(place + "/post", key + "-p", "{}").expect(200);
        Reply again = service.post(place + "/post", key + "-p", "{}").expect(200);
        assertThat(again.isReplayed()).isTrue();
        assertThat(again.body()).isEqualTo(posted.body());
        assertThat(service.head()).isEqualTo(head + 1);
        service.post(place + "/void", key + "-p", "{}").expectProblem(422, "IDEMPOTENCY_KEY_REUSED");
        service.post(place + "/post", "{}").expectProblem(409, "HOLD_POSTED");
        service.post(place + "/void", "{}").expectProblem(409, "HOLD_POSTED");
    }

    static Stream<Arguments> badRequests() {
        String nowhere = "/transactions/" + UUID.randomUUID();
        return Stream.of(
                Arguments.of(nowhere + "/post", "{}", 404, "TRANSACTION_NOT_FOUND"),
                Arguments.of(nowhere + "/void", "{}", 404, "TRANSACTION_NOT_FOUND"),
                Arguments.of("/transactions/7/post", "{}", 400, "TRANSACTION_ID_MALFORMED"),
                Arguments.of("/transactions/7/void", "{}", 400, "TRANSACTION_ID_MALFORMED"),
                Arguments.of(nowhere + "/post", "{\"postings\":[]}", 400, "POSTINGS_TOO_FEW"),
                Arguments.of(nowhere + "/post", "{\"amount\":\"1.00\"}", 400, "FIELD_UNKNOWN"),
                Arguments.of(nowhere + "/post", "{\"effectiveAt\":\"tomorrow\"}", 400, "EFFECTIVE_AT_MALFORMED"),
                Arguments.of(nowhere + "/post", "", 400, "BODY_EMPTY"),
                Arguments.of(nowhere + "/void", "{\"reason\":\"none\"}", 400, "FIELD_UNKNOWN"),
                Arguments.of(nowhere + "/void", "[]", 400, "FIELD_TYPE_WRONG"),
                Arguments.of("/transactions", "{\"status\":\"held\"," + lines("1.00") + "}", 400, "VALUE_UNKNOWN"),
                Arguments.of(
                        "/transactions",
                        "{\"expiresAt\":\"2999-01-01T00:00:00Z\"," + lines("1.00") + "}",
                        400,
                        "EXPIRES_AT_NOT_TAKEN"),
                Arguments.of(
                        "/transactions",
                        "{\"status\":\"pending\",\"expiresAt\":\"2999-01-01\"," + lines("1.00") + "}",
                        400,
                        "EXPIRES_AT_MALFORMED"),
                Arguments.of(
                        "/transactions",
                        "{\"status\":\"pending\",\"expiresAt\":\"2020-01-01T00:00:00Z\"," + lines("1.00") + "}",
                        422,
                        "EXPIRES_AT_NOT_AHEAD"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("badRequests")
    void what_is_not_there_or_not_well_said_is_refused(String path, String body, int status, String code) {
        service.post(ledger + path, body).expectProblem(status, code);
    }

    @Test
    void what_exceeds_a_hold_is_refused_line_by_line() {
        JsonNode hold = hold("", "5.00");

        Reply tooMuch = service.post(placeOf(hold) + "/post", "{%s}".formatted(lines("5.01")));

        tooMuch.expectProblem(422, "POSTING_EXCEEDS_HOLD");
        assertThat(tooMuch.violations())
                .containsExactly("/postings/0/amount POSTING_EXCEEDS_HOLD", "/postings/1/amount POSTING_EXCEEDS_HOLD");
        service.post(placeOf(transaction("", "1.00")) + "/post", "{}").expectProblem(409, "TRANSACTION_NOT_PENDING");
    }

    @Test
    void an_etag_changes_with_what_becomes_of_a_hold() {
        JsonNode hold = hold("", "5.00");
        String before = etag(placeOf(hold));

        service.post(placeOf(hold) + "/void", "{}").expect(200);

        assertThat(etag(placeOf(hold))).isNotEqualTo(before);
    }

    private String etag(String path) {
        return service.send(service.request(path)
                        .header("Ledger-Position", Long.toString(service.head()))
                        .GET())
                .header("ETag")
                .orElseThrow();
    }
}
