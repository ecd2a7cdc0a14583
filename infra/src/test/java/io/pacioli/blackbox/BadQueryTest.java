package io.pacioli.blackbox;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(Lifecycle.PER_CLASS)
class BadQueryTest {

    private final Service service = Service.shared();
    private String ledger;
    private String otherCursor;

    @BeforeAll
    void open() {
        ledger = service.openLedger("strict");
        for (String path : List.of("assets:a", "assets:b", "income:c")) {
            String type = path.startsWith("assets") ? "asset" : "income";
            service.post(ledger + "/accounts", "{\"path\":\"%s\",\"type\":\"%s\"}".formatted(path, type))
                    .expect(201);
        }
        Reply page = service.send(service.request(ledger + "/accounts?limit=1&type=asset")
                .header("Ledger-Position", Long.toString(service.head()))
                .GET());
        otherCursor = page.expect(200).json().path("next").stringValue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /v1/ledgers/NO                                    | 400 | LEDGER_ID_MALFORMED      | ledger LEDGER_ID_MALFORMED
            /v1/ledgers/nobody                                | 404 | LEDGER_NOT_FOUND         |
            /v1/ledgers/nobody/accounts                       | 404 | LEDGER_NOT_FOUND         |
            /v1/ledgers/nobody/accounts/assets:a              | 404 | LEDGER_NOT_FOUND         |
            /v1/ledgers/nobody/accounts/assets:a/entries      | 404 | LEDGER_NOT_FOUND         |
            /v1/ledgers/nobody/transactions                   | 404 | LEDGER_NOT_FOUND         |
            /v1/ledgers/nobody/trial-balance                  | 404 | LEDGER_NOT_FOUND         |
            /v1/ledgers/nobody/events                         | 404 | LEDGER_NOT_FOUND         |
            {l}/accounts/assets:z                             | 404 | ACCOUNT_NOT_FOUND        |
            {l}/accounts/ASSETS:A                             | 404 | ACCOUNT_NOT_FOUND        |
            {l}/accounts/assets:z/entries                     | 404 | ACCOUNT_NOT_FOUND        |
            {l}/accounts/assets:                              | 400 | ACCOUNT_PATH_MALFORMED   | path ACCOUNT_PATH_MALFORMED
            {l}/transactions?account=assets:z                 | 404 | ACCOUNT_NOT_FOUND        |
            {l}/transactions/0198c0de-0000-7000-8000-000000000000 | 404 | TRANSACTION_NOT_FOUND |
            {l}/transactions/1-2-3-4-5                        | 400 | TRANSACTION_ID_MALFORMED | id TRANSACTION_ID_MALFORMED
            {l}/nothing                                       | 404 | PATH_UNKNOWN             |
            /v1/ledgers?colour=red                            | 400 | PARAMETER_UNKNOWN        | colour PARAMETER_UNKNOWN
            {l}?colour=red                                    | 400 | PARAMETER_UNKNOWN        | colour PARAMETER_UNKNOWN
            {l}/accounts/assets:a?colour=red                  | 400 | PARAMETER_UNKNOWN        | colour PARAMETER_UNKNOWN
            {l}/events?order=desc                             | 400 | PARAMETER_UNKNOWN        | order PARAMETER_UNKNOWN
            /v1/projections?colour=red                        | 400 | PARAMETER_UNKNOWN        | colour PARAMETER_UNKNOWN
            {l}/accounts?limit=0                              | 400 | LIMIT_OUT_OF_RANGE       | limit LIMIT_OUT_OF_RANGE
            {l}/accounts?limit=1001                           | 400 | LIMIT_OUT_OF_RANGE       | limit LIMIT_OUT_OF_RANGE
            {l}/accounts?limit=1&limit=2                      | 400 | PARAMETER_MALFORMED      | limit PARAMETER_MALFORMED
            {l}/accounts?type=money                           | 400 | PARAMETER_MALFORMED      | type PARAMETER_MALFORMED
            {l}/accounts?prefix=:                             | 400 | ACCOUNT_PATH_MALFORMED   | prefix ACCOUNT_PATH_MALFORMED
            {l}/accounts?filter=colour==red                   | 400 | FILTER_MALFORMED         | filter FILTER_MALFORMED
            {l}/accounts?filter=type==asset;                  | 400 | FILTER_MALFORMED         | filter FILTER_MALFORMED
            {l}/accounts?filter=                              | 400 | FILTER_MALFORMED         | filter FILTER_MALFORMED
            {l}/accounts?filter=balance.EUR=lt=0              | 422 | FILTER_NOT_INDEXED       | filter FILTER_NOT_INDEXED
            {l}/accounts?filter=type==asset,balance.EUR=lt=0  | 422 | FILTER_NOT_INDEXED       | filter FILTER_NOT_INDEXED
            {l}/accounts?filter=type==asset;balance.EUR=lt=x  | 400 | FILTER_MALFORMED         | filter FILTER_MALFORMED
            {l}/accounts?filter=type==asset;balance.EUR=lt=1e9 | 400 | FILTER_MALFORMED        | filter FILTER_MALFORMED
            {l}/accounts?filter=type==asset;balance.eur=lt=1  | 400 | FILTER_MALFORMED         | filter FILTER_MALFORMED
            {l}/accounts?filter=type==asset;balance=lt=1      | 400 | FILTER_MALFORMED         | filter FILTER_MALFORMED
            {l}/balances?filter=balance.EUR=lt=0              | 422 | FILTER_NOT_INDEXED       | filter FILTER_NOT_INDEXED
            {l}/transactions?filter=balance.EUR=lt=0          | 400 | FILTER_MALFORMED         | filter FILTER_MALFORMED
            {l}/accounts?filter=status==open                  | 422 | FILTER_NOT_INDEXED       | filter FILTER_NOT_INDEXED
            {l}/accounts?filter=type==asset,status==open      | 422 | FILTER_NOT_INDEXED       | filter FILTER_NOT_INDEXED
            /v1/ledgers/nobody/accounts?filter=status==open   | 404 | LEDGER_NOT_FOUND         |
            {l}/accounts?filter=type==asset&cursor={c}        | 400 | CURSOR_INVALID           | cursor CURSOR_INVALID
            {l}/transactions?filter=amount=ge=1               | 422 | FILTER_NOT_INDEXED       | filter FILTER_NOT_INDEXED
            {l}/transactions?filter=status==posted            | 422 | FILTER_NOT_INDEXED       | filter FILTER_NOT_INDEXED
            {l}/transactions?filter=account==*:a              | 422 | FILTER_NOT_INDEXED       | filter FILTER_NOT_INDEXED
            {l}/transactions?filter=account!=assets:a         | 400 | FILTER_MALFORMED         | filter FILTER_MALFORMED
            {l}/transactions?filter=effectiveDate==2026-02-30 | 400 | FILTER_MALFORMED         | filter FILTER_MALFORMED
            {l}/transactions:count?filter=id==7               | 400 | FILTER_MALFORMED         | filter FILTER_MALFORMED
            {l}/transactions:count?limit=7                    | 400 | PARAMETER_UNKNOWN        | limit PARAMETER_UNKNOWN
            {l}/transactions:count?account=assets:z           | 404 | ACCOUNT_NOT_FOUND        |
            {l}/transactions:count?account=assets:z&filter=status==posted | 404 | ACCOUNT_NOT_FOUND |
            /v1/ledgers/nobody/transactions:count             | 404 | LEDGER_NOT_FOUND         |
            {l}/transactions:total                            | 404 | PATH_UNKNOWN             |
            {l}/accounts/assets:a/entries?filter=status==open | 400 | FILTER_MALFORMED         | filter FILTER_MALFORMED
            {l}/balances?groupBy=                             | 400 | PARAMETER_MALFORMED      | groupBy PARAMETER_MALFORMED
            {l}/balances?groupBy=account-prefix:17            | 400 | PARAMETER_MALFORMED      | groupBy PARAMETER_MALFORMED
            {l}/balances?groupBy=month,month                  | 400 | PARAMETER_MALFORMED      | groupBy PARAMETER_MALFORMED
            {l}/balances?groupBy=day                          | 400 | PARAMETER_MALFORMED      | groupBy PARAMETER_MALFORMED
            {l}/balances?filter=path==assets:**               | 400 | FILTER_MALFORMED         | filter FILTER_MALFORMED
            {l}/balances?filter=status==open                  | 422 | FILTER_NOT_INDEXED       | filter FILTER_NOT_INDEXED
            {l}/balances?limit=1                              | 400 | PARAMETER_UNKNOWN        | limit PARAMETER_UNKNOWN
            /v1/ledgers/nobody/balances                       | 404 | LEDGER_NOT_FOUND         |
            {l}/accounts?cursor=abc                           | 400 | CURSOR_INVALID           | cursor CURSOR_INVALID
            {l}/accounts?cursor={c}                           | 400 | CURSOR_INVALID           | cursor CURSOR_INVALID
            {l}/accounts?type=income&cursor={c}               | 400 | CURSOR_INVALID           | cursor CURSOR_INVALID
            {l}/transactions?cursor={c}                       | 400 | CURSOR_INVALID           | cursor CURSOR_INVALID
            {l}/transactions?order=newest                     | 400 | PARAMETER_MALFORMED      | order PARAMETER_MALFORMED
            {l}/transactions?effectiveFrom=2026-13-01         | 400 | PARAMETER_MALFORMED      | effectiveFrom PARAMETER_MALFORMED
            {l}/transactions?effectiveTo=now                  | 400 | PARAMETER_MALFORMED      | effectiveTo PARAMETER_MALFORMED
            {l}/transactions?reference=                       | 400 | PARAMETER_MALFORMED      | reference PARAMETER_MALFORMED
            {l}/trial-balance?asOf=2026-02-30                 | 400 | PARAMETER_MALFORMED      | asOf PARAMETER_MALFORMED
            {l}/trial-balance?currency=eur                    | 400 | CURRENCY_CODE_MALFORMED  | currency CURRENCY_CODE_MALFORMED
            {l}/trial-balance?currency=EUR/3                  | 422 | CURRENCY_SCALE_DIFFERS   | currency CURRENCY_SCALE_DIFFERS
            {l}/trial-balance?asOf=x&currency=eur&limit=2     | 400 | INVALID_REQUEST          | asOf PARAMETER_MALFORMED,currency CURRENCY_CODE_MALFORMED,limit PARAMETER_UNKNOWN
            """)
    void a_bad_query_is_refused(String path, int status, String code, String violations) {
        Reply reply = service.get(path.replace("{l}", ledger).replace("{c}", otherCursor));

        reply.expectProblem(status, code);
        assertThat(reply.violations())
                .containsExactlyInAnyOrder(violations == null ? new String[0] : violations.split(","));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "assets:\0", "\n"})
    void a_cursor_that_somebody_has_forged_is_refused(String key) {
        expectForgedRefused("/accounts?type=asset", otherCursor, key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"+999999999-12-31:1", "-999999999-01-01:1", "2026-02-30:1", "2026-01-31", "2026-01-31:x", "x"})
    void a_forged_cursor_of_a_day_that_the_calendar_does_not_have_is_refused(String key) {
        expectForgedRefused("/transactions?limit=1", cursorAfterPosting("/transactions?limit=1"), key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1:32768", "1:2147483647", "9223372036854775808:1", "1:", ":1", "1"})
    void a_forged_cursor_of_a_line_that_no_transaction_has_is_refused(String key) {
        String entries = "/accounts/assets:a/entries?limit=1";

        expectForgedRefused(entries, cursorAfterPosting(entries), key);
    }

    private String cursorAfterPosting(String list) {
        for (int i = 0; i < 2; i++) {
            service.post(ledger + "/transactions", """
                    {"postings":[{"account":"assets:a","direction":"debit","amount":"1.00","currency":"EUR"},
                      {"account":"income:c","direction":"credit","amount":"1.00","currency":"EUR"}]}""").expect(201);
        }
        Reply page = service.send(service.request(ledger + list)
                .header("Ledger-Position", Long.toString(service.head()))
                .GET());
        return page.expect(200).json().path("next").stringValue();
    }

    /** @param cursor one that the list has handed out, of which version and list are kept */
    private void expectForgedRefused(String list, String cursor, String key) {
        byte[] forged = Arrays.copyOf(Base64.getUrlDecoder().decode(cursor), 9 + key.length());
        System.arraycopy(key.getBytes(US_ASCII), 0, forged, 9, key.length());

        service.get(ledger + list + "&cursor="
                        + Base64.getUrlEncoder().withoutPadding().encodeToString(forged))
                .expectProblem(400, "CURSOR_INVALID");
    }

    @ParameterizedTest
    @CsvSource({"-1", "x", "''", "1.5", "0x10", "99999999999999999999", "'1, 2'", "007"})
    void a_position_that_is_none_is_refused(String position) {
        Reply reply = service.send(
                service.request(ledger).header("Ledger-Position", position).GET());

        reply.expectProblem(400, "POSITION_MALFORMED");
        assertThat(reply.violations()).containsExactly("Ledger-Position POSITION_MALFORMED");
    }

    @Test
    void a_position_that_nobody_was_given_is_refused_at_once() {
        for (String path : List.of(ledger, ledger + "/events")) {
            service.send(service.request(path)
                            .header("Ledger-Position", "999999999999")
                            .GET())
                    .expectProblem(400, "POSITION_AHEAD");
        }
    }

    @Test
    void a_position_that_was_given_twice_is_refused() {
        service.send(service.request(ledger)
                        .header("Ledger-Position", "1")
                        .header("Ledger-Position", "1")
                        .GET())
                .expectProblem(400, "POSITION_MALFORMED");
    }
}
