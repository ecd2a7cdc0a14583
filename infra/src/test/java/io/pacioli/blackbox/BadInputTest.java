package io.pacioli.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whatever is wrong in a body has its own code and its 4xx, and changes nothing.
 *
 * <p>In the tables {@code <x*9>} stands for nine times x. A row without a pointer is refused as a whole.
 */
class BadInputTest {

    private static final Pattern REPEATED = Pattern.compile("<(.+?)\\*(\\d+)>");

    private static final String LEDGER = """
            {"id":"not-opened","name":"Books","timeZone":"Europe/Berlin","chart":"strict","currencies":[]}""";

    private static Books books;

    @BeforeAll
    static void keepBooks() {
        books = Books.keptBy(Service.shared());
    }

    /** Each row changes the first occurrence of one part of a sound transaction. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            cut off                        ~ }]}                      ~ }]                              ~ 400 ~ JSON_MALFORMED            ~ /
            a comma too many               ~ }]}                      ~ },]}                            ~ 400 ~ JSON_MALFORMED            ~ /
            two values                     ~ }]}                      ~ }]}{}                           ~ 400 ~ JSON_MALFORMED            ~ /
            a raw tab in text              ~ 1.00                     ~ `1\t00`                         ~ 400 ~ JSON_MALFORMED            ~ /
            a half pair in a name          ~ account                  ~ \\ud800                         ~ 400 ~ JSON_MALFORMED            ~ /
            too deep                       ~ {                        ~ {"a":<[*100>                    ~ 400 ~ JSON_TOO_COMPLEX          ~ /
            a text of 64 KiB               ~ 1.00                     ~ <1*65537>                       ~ 400 ~ JSON_TOO_COMPLEX          ~ /
            a number of 101 digits         ~ "1.00"                   ~ <1*101>                         ~ 400 ~ JSON_TOO_COMPLEX          ~ /
            too many values                ~ {                        ~ {"a":[<0,*20000>0],             ~ 400 ~ JSON_TOO_COMPLEX          ~ /
            a name twice                   ~ "account"                ~ "amount":"2","account"          ~ 400 ~ FIELD_DUPLICATE           ~ /postings/0/amount
            an unknown field               ~ {                        ~ {"memo":"x",                    ~ 400 ~ FIELD_UNKNOWN             ~ /memo
            an unknown field of a posting  ~ "account"                ~ "memo":1,"account"              ~ 400 ~ FIELD_UNKNOWN             ~ /postings/0/memo
            no postings                    ~ postings                 ~ metadata                        ~ 400 ~ INVALID_REQUEST           ~ /postings FIELD_MISSING, /metadata FIELD_TYPE_WRONG
            a posting without its amount   ~ "amount":"1.00",         ~ ``                              ~ 400 ~ FIELD_MISSING             ~ /postings/0/amount
            null for an amount             ~ "1.00"                   ~ null                            ~ 400 ~ FIELD_MISSING             ~ /postings/0/amount
            a number for an amount         ~ "1.00"                   ~ 1.00                            ~ 400 ~ FIELD_TYPE_WRONG          ~ /postings/0/amount
            a number for text              ~ {                        ~ {"reference":7,                 ~ 400 ~ FIELD_TYPE_WRONG          ~ /reference
            a list for metadata            ~ {                        ~ {"metadata":[],                 ~ 400 ~ FIELD_TYPE_WRONG          ~ /metadata
            a number in metadata           ~ {                        ~ {"metadata":{"k":1},            ~ 400 ~ FIELD_TYPE_WRONG          ~ /metadata/k
            half a surrogate pair          ~ {                        ~ {"description":"\\ud800",       ~ 400 ~ UNICODE_MALFORMED         ~ /description
            a pair the wrong way round     ~ {                        ~ {"reference":"\\udcb0\\ud83d",  ~ 400 ~ UNICODE_MALFORMED         ~ /reference
            a line break                   ~ {                        ~ {"description":"a\\nb",         ~ 400 ~ CONTROL_CHARACTER         ~ /description
            NUL                            ~ {                        ~ {"metadata":{"k":"\\u0000"},    ~ 400 ~ CONTROL_CHARACTER         ~ /metadata/k
            a control character in a key   ~ {                        ~ {"metadata":{"\\u0007":""},     ~ 400 ~ CONTROL_CHARACTER         ~ /metadata/\uFFFD
            an empty reference             ~ {                        ~ {"reference":"",                ~ 400 ~ TEXT_EMPTY                ~ /reference
            a reference of 129             ~ {                        ~ {"reference":"<r*129>",         ~ 400 ~ TEXT_TOO_LONG             ~ /reference
            a description of 1001          ~ {                        ~ {"description":"<d*1001>",      ~ 400 ~ TEXT_TOO_LONG             ~ /description
            a key of 65                    ~ {                        ~ {"metadata":{"kkkkk<k*60>":""}, ~ 400 ~ TEXT_TOO_LONG             ~ /metadata/<k*65>
            a metadata value of 513        ~ {                        ~ {"metadata":{"k":"<v*513>"},    ~ 400 ~ TEXT_TOO_LONG             ~ /metadata/k
            zero                           ~ 1.00                     ~ 0.00                            ~ 400 ~ AMOUNT_ZERO               ~ /postings/0/amount
            a negative amount              ~ 1.00                     ~ -1.00                           ~ 400 ~ AMOUNT_NEGATIVE           ~ /postings/0/amount
            an amount of 39 digits         ~ 1.00                     ~ <9*39>                          ~ 400 ~ AMOUNT_TOO_LONG           ~ /postings/0/amount
            an exponent                    ~ 1.00                     ~ 1e2                             ~ 400 ~ AMOUNT_MALFORMED          ~ /postings/0/amount
            groups of digits               ~ 1.00                     ~ 1,000.00                        ~ 400 ~ AMOUNT_MALFORMED          ~ /postings/0/amount
            too many decimals              ~ 1.00                     ~ 1.001                           ~ 422 ~ TOO_MANY_DECIMALS         ~ /postings/0/amount
            38 digits and the cents        ~ 1.00                     ~ <9*38>                          ~ 422 ~ AMOUNT_TOO_LARGE          ~ /postings/0/amount
            unbalanced                     ~ 1.00                     ~ 2.00                            ~ 422 ~ UNBALANCED                ~ /postings
            one posting                    ~ "EUR"},                  ~ "EUR"}],"x":[                   ~ 400 ~ INVALID_REQUEST           ~ /postings POSTINGS_TOO_FEW, /x FIELD_UNKNOWN
            1001 postings                  ~ [{                       ~ [<{},*999>{                     ~ 400 ~ POSTINGS_TOO_MANY         ~ /postings
            an empty account path          ~ assets:cash              ~ ``                              ~ 400 ~ ACCOUNT_PATH_MALFORMED    ~ /postings/0/account
            a path with an empty segment   ~ assets:cash              ~ assets::cash                    ~ 400 ~ ACCOUNT_PATH_MALFORMED    ~ /postings/0/account
            a path of 256                  ~ assets:cash              ~ <a*256>                         ~ 400 ~ ACCOUNT_PATH_MALFORMED    ~ /postings/0/account
            an unknown direction           ~ debit                    ~ left                            ~ 400 ~ VALUE_UNKNOWN             ~ /postings/0/direction
            a malformed currency           ~ EUR                      ~ eur                             ~ 400 ~ CURRENCY_CODE_MALFORMED   ~ /postings/0/currency
            a malformed id                 ~ {                        ~ {"id":"1-1-1-1-1",              ~ 400 ~ TRANSACTION_ID_MALFORMED  ~ /id
            a malformed date               ~ {                        ~ {"effectiveAt":"31.01.2026",    ~ 400 ~ EFFECTIVE_AT_MALFORMED    ~ /effectiveAt
            a day that is none             ~ {                        ~ {"effectiveAt":"2026-02-30",    ~ 400 ~ EFFECTIVE_AT_MALFORMED    ~ /effectiveAt
            a time without its offset      ~ {                        ~ {"effectiveAt":"2026-01-31T09:30:00",  ~ 400 ~ EFFECTIVE_AT_MALFORMED    ~ /effectiveAt
            before 1900                    ~ {                        ~ {"effectiveAt":"1899-12-31",    ~ 422 ~ EFFECTIVE_AT_OUT_OF_RANGE ~ /effectiveAt
            far ahead                      ~ {                        ~ {"effectiveAt":"2999-01-01T00:00:00Z", ~ 422 ~ EFFECTIVE_AT_OUT_OF_RANGE ~ /effectiveAt
            an unknown account             ~ assets:cash              ~ assets:unknown                  ~ 422 ~ ACCOUNT_NOT_OPEN          ~ /postings/0/account
            an unknown currency            ~ EUR                      ~ USD                             ~ 422 ~ CURRENCY_NOT_REGISTERED   ~ /postings/0/currency
            a currency of another scale    ~ EUR                      ~ EUR/3                           ~ 422 ~ CURRENCY_SCALE_DIFFERS    ~ /postings/0/currency
            a scale that is none           ~ EUR                      ~ EUR/x                           ~ 400 ~ CURRENCY_CODE_MALFORMED   ~ /postings/0/currency
            a taken id                     ~ {                        ~ {"id":"0198c0de-0000-7000-8000-00000000beef", ~ 409 ~ TRANSACTION_EXISTS ~ /id
            a taken reference              ~ {                        ~ {"reference":"INV-TAKEN",       ~ 409 ~ REFERENCE_TAKEN           ~ /reference
            """)
    void a_transaction_is_refused(String name, String part, String replacement, int status, String code, String at) {
        String body = changed(Books.SOUND, part, replacement);

        books.refuse(books.post(books.strict() + "/transactions", body), status, code, violations(code, at));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            a malformed id       ~ not-opened        ~ Not Opened                           ~ 400 ~ LEDGER_ID_MALFORMED         ~ /id
            no name              ~ "name":"Books",   ~ ``                                   ~ 400 ~ FIELD_MISSING               ~ /name
            a name of 201        ~ Books             ~ <B*201>                              ~ 400 ~ TEXT_TOO_LONG               ~ /name
            an unknown time zone ~ Europe/Berlin     ~ Europe/Atlantis                      ~ 400 ~ TIME_ZONE_UNKNOWN           ~ /timeZone
            a fixed offset       ~ Europe/Berlin     ~ +02:00                               ~ 400 ~ TIME_ZONE_UNKNOWN           ~ /timeZone
            an unknown chart     ~ strict            ~ loose                                ~ 400 ~ VALUE_UNKNOWN               ~ /chart
            no scale             ~ []                ~ [{"code":"BTC"}]                     ~ 400 ~ CURRENCY_SCALE_MISSING      ~ /currencies/0/scale
            a currency twice     ~ []                ~ [{"code":"EUR"},{"code":"EUR"}]      ~ 400 ~ CURRENCY_DUPLICATE          ~ /currencies/1
            1001 currencies      ~ []                ~ [<{},*1000>{}]                       ~ 400 ~ CURRENCIES_TOO_MANY         ~ /currencies
            """)
    void a_ledger_is_refused(String name, String part, String replacement, int status, String code, String at) {
        String body = changed(LEDGER, part, replacement);

        books.refuse(books.post("/v1/ledgers", body), status, code, violations(code, at));
    }

    @Test
    void a_ledger_of_a_taken_id_is_refused() {
        String id = books.strict().substring("/v1/ledgers/".length());

        books.refuse(
                books.post("/v1/ledgers", LEDGER.replace("not-opened", id)),
                409,
                "LEDGER_EXISTS",
                List.of("/id LEDGER_EXISTS"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            currencies ~ {"code":"usd"}                                            ~ 400 ~ CURRENCY_CODE_MALFORMED     ~ /code
            currencies ~ {"code":"POINTS"}                                         ~ 400 ~ CURRENCY_SCALE_MISSING      ~ /scale
            currencies ~ {"code":"POINTS","scale":19}                              ~ 400 ~ CURRENCY_SCALE_OUT_OF_RANGE ~ /scale
            currencies ~ {"code":"POINTS","scale":"2"}                             ~ 400 ~ FIELD_TYPE_WRONG            ~ /scale
            currencies ~ {"code":"USD","scale":3}                                  ~ 400 ~ CURRENCY_SCALE_MISMATCH     ~ /scale
            currencies ~ {"code":"USD/3"}                                          ~ 400 ~ CURRENCY_SCALE_MISMATCH     ~ /code
            currencies ~ {"code":"EUR/2"}                                          ~ 409 ~ CURRENCY_EXISTS             ~ /code
            currencies ~ {"code":"EUR"}                                            ~ 409 ~ CURRENCY_EXISTS             ~ /code
            accounts   ~ {"path":"a b","type":"asset"}                             ~ 400 ~ ACCOUNT_PATH_MALFORMED      ~ /path
            accounts   ~ {"path":"a","type":"assets"}                              ~ 400 ~ VALUE_UNKNOWN               ~ /type
            accounts   ~ {"path":"a","type":"asset","name":""}                     ~ 400 ~ TEXT_EMPTY                  ~ /name
            accounts   ~ {"path":"assets:cash","type":"asset"}                     ~ 409 ~ ACCOUNT_EXISTS              ~ /path
            batches    ~ {"atomic":true,"items":[]}                                ~ 400 ~ BATCH_EMPTY                 ~ /items
            batches    ~ {"atomic":true,"items":[<{},*1000>{}]}                    ~ 400 ~ BATCH_TOO_LONG              ~ /items
            batches    ~ {"atomic":"yes","items":[{"type":"transaction"}]}         ~ 400 ~ INVALID_REQUEST             ~ /atomic FIELD_TYPE_WRONG, /items/0/postings FIELD_MISSING
            batches    ~ {"atomic":true,"items":[{"type":"wish"}]}                 ~ 400 ~ VALUE_UNKNOWN               ~ /items/0/type
            batches    ~ {"atomic":true,"items":[{"postings":[]}]}                 ~ 400 ~ FIELD_MISSING               ~ /items/0/type
            """)
    void anything_else_is_refused(String collection, String body, int status, String code, String at) {
        books.refuse(books.post(books.strict() + "/" + collection, expanded(body)), status, code, violations(code, at));
    }

    @Test
    void a_path_that_names_no_type_is_refused_in_an_open_chart() {
        books.refuse(
                books.post(books.open() + "/transactions", Books.SOUND.replace("assets:cash", "cash:till")),
                422,
                "ACCOUNT_TYPE_UNKNOWN",
                List.of("/postings/0/account ACCOUNT_TYPE_UNKNOWN"));
    }

    @Test
    void a_total_that_would_pass_38_digits_is_refused() {
        books.refuse(
                books.post(books.strict() + "/transactions", Books.yenToFull("1")),
                422,
                "BALANCE_TOO_LARGE",
                List.of());
    }

    @Test
    void more_than_64_pairs_of_metadata_are_refused() {
        String pairs = String.join(
                ",",
                Stream.iterate(1, i -> i + 1)
                        .limit(65)
                        .map("\"k%d\":\"\""::formatted)
                        .toList());

        books.refuse(
                books.post(
                        books.strict() + "/transactions", changed(Books.SOUND, "{", "{\"metadata\":{" + pairs + "},")),
                400,
                "METADATA_TOO_LARGE",
                List.of("/metadata METADATA_TOO_LARGE"));
    }

    @Test
    void an_id_or_a_reference_that_comes_twice_in_a_batch_is_refused() {
        String identified = changed(Books.SOUND, "{", "{\"id\":\"0198c0de-0000-7000-8000-0000000000aa\",");
        String referenced = changed(Books.SOUND, "{", "{\"reference\":\"TWICE\",");

        books.refuse(
                books.post(books.strict() + "/batches", BatchTest.batch(true, identified, identified)),
                422,
                "BATCH_REJECTED",
                List.of("/items/1 TRANSACTION_EXISTS"));
        books.refuse(
                books.post(books.strict() + "/batches", BatchTest.batch(true, referenced, referenced)),
                422,
                "BATCH_REJECTED",
                List.of("/items/1 REFERENCE_TAKEN"));
    }

    @Test
    void everything_that_is_wrong_is_told_at_once() {
        books.refuse(
                books.json(books.strict() + "/transactions").POST(BodyPublishers.ofString("""
                        {"id":"x","effectiveAt":"soon","memo":"",
                         "postings":[{"account":"","direction":"up","amount":"-1","currency":"eur"},{"account":"assets:cash"}]}""")),
                400,
                "INVALID_REQUEST",
                List.of(
                        "Idempotency-Key IDEMPOTENCY_KEY_MISSING",
                        "/id TRANSACTION_ID_MALFORMED",
                        "/effectiveAt EFFECTIVE_AT_MALFORMED",
                        "/postings/0/account ACCOUNT_PATH_MALFORMED",
                        "/postings/0/direction VALUE_UNKNOWN",
                        "/postings/0/amount AMOUNT_NEGATIVE",
                        "/postings/0/currency CURRENCY_CODE_MALFORMED",
                        "/postings/1/direction FIELD_MISSING",
                        "/postings/1/amount FIELD_MISSING",
                        "/postings/1/currency FIELD_MISSING",
                        "/memo FIELD_UNKNOWN"));
    }

    @Test
    void an_imbalance_is_told_by_currency_and_by_how_much() {
        Reply reply = books.service().post(books.strict() + "/transactions", """
                {"postings":[{"account":"assets:cash","direction":"debit","amount":"5.00","currency":"EUR"},
                             {"account":"income:sales","direction":"credit","amount":"3.50","currency":"EUR"},
                             {"account":"income:sales","direction":"credit","amount":"7","currency":"JPY"}]}""");

        reply.expectProblem(422, "UNBALANCED");
        assertThat(reply.json().findValuesAsString("detail"))
                .contains("debits exceed credits by 1.50 EUR", "credits exceed debits by 7 JPY");
    }

    private static String changed(String body, String part, String replacement) {
        int start = body.indexOf(part);
        assertThat(start).as("%s in %s", part, body).isNotNegative();
        return body.substring(0, start) + expanded(replacement) + body.substring(start + part.length());
    }

    private static String expanded(String text) {
        return REPEATED.matcher(text).replaceAll(BadInputTest::repeated);
    }

    private static String repeated(MatchResult match) {
        return match.group(1).repeat(Integer.parseInt(match.group(2)));
    }

    /** A lone pointer has the code of the whole; {@code /} is the body itself. */
    private static List<String> violations(String code, String at) {
        if (at.equals("/")) {
            return List.of(" " + code);
        }
        return at.contains(" ") ? List.of(at.split(", ")) : List.of(expanded(at) + " " + code);
    }
}
