package io.pacioli.blackbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with a request around the fields of its body has its own code and its 4xx, and changes nothing. */
class BadRequestTest {

    private static final int MEBIBYTE = 1 << 20;

    private static Books books;

    @BeforeAll
    static void keepBooks() {
        books = Books.keptBy(Service.shared());
    }

    @ParameterizedTest
    @CsvSource({"'', BODY_EMPTY", "' ', BODY_EMPTY", "postings=2, JSON_MALFORMED", "[], FIELD_TYPE_WRONG"})
    void a_body_that_is_no_object_is_refused(String body, String code) {
        books.refuse(books.post(transactions(), body), 400, code, List.of(" " + code));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00ff", "\u00c0\u00af", "\u00ed\u00a0\u0080", "\u00f5\u0080\u0080\u0080"})
    void bytes_that_are_no_utf8_are_refused(String bytes) {
        byte[] body = Books.SOUND
                .replaceFirst("\\{", "{\"description\":\"" + bytes + "\",")
                .getBytes(ISO_8859_1);

        books.refuse(
                books.post(transactions(), BodyPublishers.ofByteArray(body)),
                400,
                "UTF8_MALFORMED",
                List.of(" UTF8_MALFORMED"));
    }

    @ParameterizedTest
    @CsvSource({"accounts, 1", "currencies, 1", "transactions, 1", "batches, 8"})
    void a_body_beyond_its_limit_is_refused_announced_or_in_chunks(String collection, int mebibytes) {
        byte[] body = " ".repeat(mebibytes * MEBIBYTE + 1).getBytes(UTF_8);
        String path = books.strict() + "/" + collection;

        books.refuse(books.post(path, BodyPublishers.ofByteArray(body)), 413, "BODY_TOO_LARGE", List.of());
        books.refuse(
                books.post(path, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))),
                413,
                "BODY_TOO_LARGE",
                List.of());
    }

    @Test
    void a_body_that_is_announced_far_too_large_is_not_asked_for() {
        BodyPublisher never = BodyPublishers.fromPublisher(
                _ -> {
                    throw new AssertionError("was asked for");
                },
                1L << 40);

        books.refuse(books.post(transactions(), never).expectContinue(true), 413, "BODY_TOO_LARGE", List.of());
    }

    @Test
    void a_key_is_required_once_and_in_its_form() {
        refuseKeys(400, "IDEMPOTENCY_KEY_MISSING");
        refuseKeys(400, "IDEMPOTENCY_KEY_MALFORMED", "");
        refuseKeys(400, "IDEMPOTENCY_KEY_MALFORMED", "a b");
        refuseKeys(400, "IDEMPOTENCY_KEY_TOO_LONG", "k".repeat(256));
        refuseKeys(400, "IDEMPOTENCY_KEY_REPEATED", "a", "b");
    }

    private static void refuseKeys(int status, String code, String... keys) {
        HttpRequest.Builder request = books.json(transactions());
        for (String key : keys) {
            request.header("Idempotency-Key", key);
        }
        books.refuse(
                request.POST(BodyPublishers.ofString(Books.SOUND)), status, code, List.of("Idempotency-Key " + code));
    }

    @Test
    void a_key_of_another_request_is_refused() {
        books.refuse(
                books.json(transactions())
                        .header("Idempotency-Key", books.usedKey())
                        .POST(BodyPublishers.ofString(Books.SOUND)),
                422,
                "IDEMPOTENCY_KEY_REUSED",
                List.of());
    }

    @Test
    void an_actor_without_a_form_is_refused() {
        books.refuse(
                books.post(transactions(), Books.SOUND).header("Pacioli-Actor", "a".repeat(129)),
                400,
                "ACTOR_MALFORMED",
                List.of("Pacioli-Actor ACTOR_MALFORMED"));
    }

    @Test
    void a_compressed_body_is_refused() {
        books.refuse(
                books.post(transactions(), Books.SOUND).header("Content-Encoding", "gzip"),
                415,
                "CONTENT_ENCODING_UNSUPPORTED",
                List.of("Content-Encoding CONTENT_ENCODING_UNSUPPORTED"));
    }

    @Test
    void another_content_type_is_refused() {
        books.refuse(
                books.service()
                        .request(transactions())
                        .header("Content-Type", "text/plain")
                        .header("Idempotency-Key", Service.freshKey())
                        .POST(BodyPublishers.ofString(Books.SOUND)),
                415,
                "CONTENT_TYPE_UNSUPPORTED",
                List.of());
    }

    @Test
    void an_answer_that_is_not_json_cannot_be_had() {
        books.refuse(
                books.post(transactions(), Books.SOUND).header("Accept", "text/html"),
                406,
                "NOT_ACCEPTABLE",
                List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/ledgers/nobodys/transactions, 404, LEDGER_NOT_FOUND",
        "/v1/nothing, 404, PATH_UNKNOWN",
        "/v1/ledgers/nobodys/wishes, 404, PATH_UNKNOWN",
        "/v1/ledgers/a%2Fb/transactions, 400, REQUEST_MALFORMED",
        "/v1/ledgers/%FF/transactions, 400, REQUEST_MALFORMED",
    })
    void a_path_that_leads_nowhere_is_refused(String path, int status, String code) {
        books.refuse(books.post(path, Books.SOUND), status, code, List.of());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '~', textBlock = """
            /accounts?limit=0                     ~ 400 ~ LIMIT_OUT_OF_RANGE        ~ limit
            /accounts?limit=1001                  ~ 400 ~ LIMIT_OUT_OF_RANGE        ~ limit
            /accounts?limit=-1                    ~ 400 ~ LIMIT_OUT_OF_RANGE        ~ limit
            /accounts?limit=ten                   ~ 400 ~ LIMIT_OUT_OF_RANGE        ~ limit
            /accounts?limit=99999999999           ~ 400 ~ LIMIT_OUT_OF_RANGE        ~ limit
            /accounts?cursor=                     ~ 400 ~ CURSOR_INVALID            ~ cursor
            /accounts?cursor=next                 ~ 400 ~ CURSOR_INVALID            ~ cursor
            /accounts?cursor=%00                  ~ 400 ~ CURSOR_INVALID            ~ cursor
            /transactions?cursor=AQAAAAAAAAAAAAAA ~ 400 ~ CURSOR_INVALID            ~ cursor
            /events?cursor=x&limit=5000           ~ 400 ~ INVALID_REQUEST           ~ limit LIMIT_OUT_OF_RANGE, cursor CURSOR_INVALID
            /accounts?prefix=a::b                 ~ 400 ~ ACCOUNT_PATH_MALFORMED    ~ prefix
            /accounts?type=assets                 ~ 400 ~ PARAMETER_MALFORMED       ~ type
            /accounts?colour=red                  ~ 400 ~ PARAMETER_UNKNOWN         ~ colour
            /accounts?type=asset&type=income      ~ 400 ~ PARAMETER_MALFORMED       ~ type
            /trial-balance?asOf=2026-02-30        ~ 400 ~ PARAMETER_MALFORMED       ~ asOf
            /trial-balance?currency=eur           ~ 400 ~ CURRENCY_CODE_MALFORMED   ~ currency
            /transactions/1                       ~ 400 ~ TRANSACTION_ID_MALFORMED  ~ id
            /accounts/a%20b                       ~ 400 ~ ACCOUNT_PATH_MALFORMED    ~ path
            /accounts/assets:unknown              ~ 404 ~ ACCOUNT_NOT_FOUND         ~
            /accounts/assets:unknown/entries      ~ 404 ~ ACCOUNT_NOT_FOUND         ~
            /transactions/0198c0de-0000-7000-8000-000000000000 ~ 404 ~ TRANSACTION_NOT_FOUND ~
            /accounts?limit=%FF                   ~ 400 ~ REQUEST_MALFORMED         ~
            """)
    void a_query_is_refused(String path, int status, String code, @Nullable String at) {
        books.refuse(books.service().request(books.strict() + path).GET(), status, code, violations(code, at));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/accounts", "/transactions", "/trial-balance", "/events"})
    void a_query_of_an_unknown_ledger_is_refused(String path) {
        books.refuse(books.service().request("/v1/ledgers/nobodys" + path).GET(), 404, "LEDGER_NOT_FOUND", List.of());
    }

    private static List<String> violations(String code, @Nullable String at) {
        if (at == null) {
            return List.of();
        }
        return at.contains(" ") ? List.of(at.split(", ")) : List.of(at + " " + code);
    }

    @Test
    void a_ledger_id_in_the_path_has_a_form() {
        books.refuse(
                books.post("/v1/ledgers/No_Ledger/transactions", Books.SOUND),
                400,
                "LEDGER_ID_MALFORMED",
                List.of("ledger LEDGER_ID_MALFORMED"));
    }

    @Test
    void a_parameter_that_nobody_knows_is_refused() {
        books.refuse(
                books.post(transactions() + "?dry-run=true", Books.SOUND),
                400,
                "PARAMETER_UNKNOWN",
                List.of("dry-run PARAMETER_UNKNOWN"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dryRun",
                "dryRun=",
                "dryRun=TRUE",
                "dryRun=1",
                "dryRun=true&dryRun=true",
                "dryRun=true&dryRun=false"
            })
    void a_dry_run_is_asked_for_once_and_in_one_way(String query) {
        books.refuse(
                books.post(transactions() + "?" + query, Books.SOUND),
                400,
                "PARAMETER_MALFORMED",
                List.of("dryRun PARAMETER_MALFORMED"));
    }

    @Test
    void a_reader_is_never_dry() {
        books.refuse(
                books.service().request(transactions() + "?dryRun=true").GET(),
                400,
                "PARAMETER_UNKNOWN",
                List.of("dryRun PARAMETER_UNKNOWN"));
    }

    @ParameterizedTest
    @CsvSource({
        "Transfer-Encoding: chunked||zz|{}|0||, REQUEST_MALFORMED",
        "Transfer-Encoding: chunked||-1|{}|0||, REQUEST_MALFORMED",
        "Transfer-Encoding: chunked||FFFFFFFFF|{}|0||, REQUEST_MALFORMED",
        "Transfer-Encoding: chunked||2|{}, REQUEST_TIMED_OUT",
        "Content-Length: 3||{}, REQUEST_TIMED_OUT",
    })
    void a_body_that_does_not_come_to_its_end_is_refused(String rest, String code) throws IOException {
        long head = books.service().head();
        String request =
                "POST %s HTTP/1.1|Host: x|Content-Type: application/json|Idempotency-Key: k|Connection: close|%s"
                        .formatted(transactions(), rest);

        String answer = RawHttp.exchange(books.service().port(), request.replace("|", "\r\n"));

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("\"code\":\"" + code + "\"");
        assertThat(books.service().head()).isEqualTo(head);
    }

    @ParameterizedTest
    @CsvSource({"Content-Length: 9||{}, REQUEST_TIMED_OUT", "Content-Length: 2||{x, JSON_MALFORMED"})
    void a_body_that_nobody_needs_does_no_harm(String rest, String code) throws IOException {
        String request =
                "GET /actuator/health/liveness HTTP/1.1|Host: x|Content-Type: application/json|Connection: close|%s"
                        .formatted(rest);

        assertThat(RawHttp.exchange(books.service().port(), request.replace("|", "\r\n")))
                .startsWith("HTTP/1.1 400 ")
                .contains("\"code\":\"" + code + "\"");
    }

    @Test
    void a_wrong_method_is_refused() {
        books.refuse(books.json(transactions()).DELETE(), 405, "METHOD_NOT_ALLOWED", List.of());
    }

    private static String transactions() {
        return books.strict() + "/transactions";
    }
}
