package io.pacioli.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemsTest {

    private static final String JSON_BODY = "Content-Type: application/json|Content-Length: 2||{}";

    private static TinyServer server;

    @BeforeAll
    static void start() {
        server = TinyServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** A request is its first line and what goes between it and the end, with bars for line breaks. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '~', textBlock = """
            GET /nowhere HTTP/1.1                   ~ |                                       ~ 404 ~ PATH_UNKNOWN
            POST /nowhere HTTP/1.1                  ~ Content-Length: 2||{}                   ~ 404 ~ PATH_UNKNOWN
            GET /error HTTP/1.1                     ~ |                                       ~ 404 ~ PATH_UNKNOWN
            DELETE /v1/number HTTP/1.1              ~ |                                       ~ 405 ~ METHOD_NOT_ALLOWED
            BREW /v1/number HTTP/1.1                ~ |                                       ~ 405 ~ METHOD_NOT_ALLOWED
            TRACE /v1/number HTTP/1.1               ~ |                                       ~ 405 ~ METHOD_NOT_ALLOWED
            POST /v1/number HTTP/1.1                ~ Content-Length: 2||{}                   ~ 415 ~ CONTENT_TYPE_UNSUPPORTED
            POST /v1/number HTTP/1.1                ~ Content-Type: text/plain|Content-Length: 2||{} ~ 415 ~ CONTENT_TYPE_UNSUPPORTED
            POST /v1/number HTTP/1.1                ~ Content-Type: nonsense|Content-Length: 2||{}   ~ 415 ~ CONTENT_TYPE_UNSUPPORTED
            GET /v1/number?number=1 HTTP/1.1        ~ Accept: text/html||                     ~ 406 ~ NOT_ACCEPTABLE
            GET /v1/number?number=1 HTTP/1.1        ~ Accept: ////||                          ~ 406 ~ NOT_ACCEPTABLE
            GET /v1/number HTTP/1.1                 ~ |                                       ~ 400 ~ PARAMETER_MALFORMED
            GET /v1/number?number=x HTTP/1.1        ~ |                                       ~ 400 ~ PARAMETER_MALFORMED
            GET /v1/number?number=%zz HTTP/1.1      ~ |                                       ~ 400 ~ REQUEST_MALFORMED
            GET /v1/number?number=%ff HTTP/1.1      ~ |                                       ~ 400 ~ REQUEST_MALFORMED
            GET /v1/%zz HTTP/1.1                    ~ |                                       ~ 400 ~ REQUEST_MALFORMED
            GET /v1/%ff HTTP/1.1                    ~ |                                       ~ 400 ~ REQUEST_MALFORMED
            GET /v1/%00 HTTP/1.1                    ~ |                                       ~ 400 ~ REQUEST_MALFORMED
            GET /v1/a%2Fb HTTP/1.1                  ~ |                                       ~ 400 ~ REQUEST_MALFORMED
            GET /v1/../../etc/passwd HTTP/1.1       ~ |                                       ~ 400 ~ REQUEST_MALFORMED
            GET /v1/{number} HTTP/1.1               ~ |                                       ~ 400 ~ REQUEST_MALFORMED
            GET /v1/one two HTTP/1.1                ~ |                                       ~ 400 ~ REQUEST_MALFORMED
            GET /v1/number HTTP/3.7                 ~ |                                       ~ 400 ~ REQUEST_MALFORMED
            NONSENSE                                ~ |                                       ~ 400 ~ REQUEST_MALFORMED
            GET /v1/number HTTP/1.1                 ~ Not A Header: 1||                       ~ 400 ~ REQUEST_MALFORMED
            POST /v1/number HTTP/1.1                ~ Transfer-Encoding: rot13||{}            ~ 400 ~ REQUEST_MALFORMED
            POST /v1/number HTTP/1.1                ~ Content-Length: 2|Content-Length: 3||{} ~ 400 ~ REQUEST_MALFORMED
            POST /v1/number HTTP/1.1                ~ Content-Length: -2||{}                  ~ 400 ~ REQUEST_MALFORMED
            POST /v1/number HTTP/1.1                ~ Expect: magic|Content-Length: 2||{}     ~ 400 ~ REQUEST_MALFORMED
            GET /full HTTP/1.1                      ~ |                                       ~ 503 ~ QUEUE_FULL
            GET /fails HTTP/1.1                     ~ |                                       ~ 500 ~ INTERNAL_ERROR
            """)
    void what_cannot_be_answered_is_answered_with_a_problem(String line, String rest, int status, String code)
            throws IOException {
        String answer = RawHttp.exchange(server.port(), request(line, rest));

        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
        assertThat(answer)
                .contains("Content-Type: application/problem+json")
                .contains("X-Content-Type-Options: nosniff");
        assertThat(answer).contains("\"code\":\"" + code + "\"").contains("\"status\":" + status);
        assertThat(answer).containsPattern("\"traceId\":\"[0-9a-f]{32}\"");
        assertThat(answer).doesNotContain("Exception").doesNotContain("at org.").doesNotContain("Server:");
    }

    @Test
    void a_header_or_a_path_of_nine_kibibytes_is_refused() throws IOException {
        String long9k = "a".repeat(9 << 10);

        assertThat(RawHttp.exchange(server.port(), request("GET /" + long9k + " HTTP/1.1", "|")))
                .startsWith("HTTP/1.1 400 ")
                .contains("REQUEST_MALFORMED");
        assertThat(RawHttp.exchange(server.port(), request("GET /v1/number?number=1 HTTP/1.1", "X: " + long9k + "||")))
                .startsWith("HTTP/1.1 400 ")
                .contains("REQUEST_MALFORMED");
    }

    @Test
    void a_wrong_method_is_told_the_right_ones() throws IOException {
        assertThat(RawHttp.exchange(server.port(), request("DELETE /v1/number HTTP/1.1", "|")))
                .containsPattern("Allow: (GET, POST|POST, GET)\r\n");
    }

    @Test
    void who_is_turned_away_for_want_of_room_is_told_when_to_come_back() throws IOException {
        assertThat(RawHttp.exchange(server.port(), request("GET /full HTTP/1.1", "|")))
                .contains("Retry-After: 1");
    }

    @Test
    void our_own_bug_tells_nothing_but_its_trace() throws IOException {
        assertThat(RawHttp.exchange(
                        server.port(),
                        request(
                                "GET /fails HTTP/1.1",
                                "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01||")))
                .contains("\"traceId\":\"0af7651916cd43dd8448eb211c80319c\"")
                .contains("\"instance\":\"/fails\"")
                .doesNotContain("secret");
    }

    @Test
    void an_answer_of_the_api_may_not_be_kept_by_anybody_on_the_way() throws IOException {
        assertThat(RawHttp.exchange(server.port(), request("POST /v1/number HTTP/1.1", JSON_BODY)))
                .startsWith("HTTP/1.1 200 ")
                .contains("Cache-Control: no-store");
    }

    @Test
    void the_type_of_a_problem_leads_to_a_page_that_explains_it() throws IOException {
        assertThat(RawHttp.exchange(server.port(), request("GET /docs/errors HTTP/1.1", "|")))
                .startsWith("HTTP/1.1 200 ")
                .contains("<h2 id=\"IDEMPOTENCY_KEY_REUSED\">");
    }

    private static String request(String line, String rest) {
        return (line + "|Host: localhost|Connection: close|" + rest).replace("|", "\r\n");
    }
}
