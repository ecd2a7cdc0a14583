package io.pacioli.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The statement of an account for a period, page by page. */
class AccountStatementTest {

    private static final String[] ACCOUNTS = {"assets:bank", "liabilities:loan", "income:sales"};
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);

    /** One line of an account as the test has posted it. */
    private record Posted(String account, String currency, LocalDate day, long position, int line, BigDecimal debit) {

        static final Comparator<Posted> EFFECTIVE_ORDER = Comparator.comparing(Posted::currency)
                .thenComparing(Posted::day)
                .thenComparingLong(Posted::position)
                .thenComparingInt(Posted::line);
    }

    private final Service service = Service.shared();
    private final List<Posted> posted = new ArrayList<>();
    private String ledger;
    private long position;

    @BeforeEach
    void openLedger() {
        ledger = service.openLedger("open");
    }

    private Reply post(LocalDate day, String debit, String credit, String amount, String currency) {
        Reply reply = service.post(ledger + "/transactions", """
                {"effectiveAt":"%s","description":"From %5$s","postings":[
                 {"account":"%s","direction":"debit","amount":"%s","currency":"%s"},
                 {"account":"%s","direction":"credit","amount":"%3$s","currency":"%4$s"}]}""".formatted(day, debit, amount, currency, credit))
                .expect(201);
        position = reply.position();
        posted.add(new Posted(debit, currency, day, position, 0, new BigDecimal(amount)));
        posted.add(new Posted(credit, currency, day, position, 1, new BigDecimal(amount).negate()));
        return reply;
    }

    private void randomBook(int transactions, long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < transactions; i++) {
            boolean yen = random.nextInt(3) == 0;
            post(
                    FIRST.plusDays(random.nextInt(40)),
                    ACCOUNTS[random.nextInt(ACCOUNTS.length)],
                    ACCOUNTS[random.nextInt(ACCOUNTS.length)],
                    yen
                            ? "" + (1 + random.nextInt(900))
                            : "%d.%02d".formatted(random.nextInt(90), 1 + random.nextInt(99)),
                    yen ? "JPY" : "EUR");
        }
    }

    private JsonNode read(String path) {
        return service.send(service.request(ledger + path)
                        .header("Ledger-Position", Long.toString(position))
                        .GET())
                .expect(200)
                .json();
    }

    /** All pages of a statement; what stands beside their lines has to be the same on each. */
    private List<JsonNode> pages(String statement, int limit) {
        List<JsonNode> pages = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = read(statement + "&limit=" + limit + cursor);
            pages.add(page);
            cursor = page.path("next").isNull()
                    ? null
                    : "&cursor=" + page.path("next").stringValue();
        } while (cursor != null);
        assertThat(pages)
                .extracting(page -> page.path("totals"))
                .containsOnly(pages.getFirst().path("totals"));
        return pages;
    }

    private static List<String> lines(Iterable<JsonNode> pages) {
        return StreamSupport.stream(pages.spliterator(), false)
                .flatMap(page -> page.path("data").valueStream())
                .map(line -> "%s %s %d/%d %s%s"
                        .formatted(
                                line.path("currency").stringValue(),
                                line.path("effectiveDate").stringValue(),
                                line.path("position").longValue(),
                                line.path("line").intValue(),
                                line.path("balance").stringValue(),
                                line.has("late") ? " late" : ""))
                .toList();
    }

    private static List<String> totals(JsonNode statement) {
        return statement
                .path("totals")
                .valueStream()
                .map(total -> Stream.of("currency", "opening", "debits", "credits", "closing")
                        .map(name -> total.path(name).stringValue())
                        .reduce((one, other) -> one + " " + other)
                        .orElseThrow())
                .toList();
    }

    @Test
    void a_statement_goes_from_the_opening_to_the_closing_balance_in_effective_order() {
        post(LocalDate.of(2026, 1, 10), "assets:bank", "income:sales", "100.00", "EUR");
        post(LocalDate.of(2026, 3, 3), "assets:bank", "income:sales", "7.00", "EUR");
        post(LocalDate.of(2026, 2, 20), "expenses:rent", "assets:bank", "30.00", "EUR");
        post(LocalDate.of(2026, 2, 1), "assets:bank", "income:sales", "5.50", "EUR");
        post(LocalDate.of(2026, 2, 28), "assets:bank", "income:sales", "4", "JPY");

        JsonNode february = read("/accounts/assets:bank/statement?from=2026-02-01&to=2026-02-28");
        JsonNode sales = read("/accounts/income:sales/statement?from=2026-02-01");

        assertThat(february.path("account").stringValue()).isEqualTo("assets:bank");
        assertThat(february.path("type").stringValue()).isEqualTo("asset");
        assertThat(february.path("from").stringValue()).isEqualTo("2026-02-01");
        assertThat(february.path("to").stringValue()).isEqualTo("2026-02-28");
        assertThat(totals(february)).containsExactly("EUR 100.00 5.50 30.00 75.50", "JPY 0 4 0 4");
        assertThat(february.path("data")
                        .valueStream()
                        .map(line -> line.path("effectiveDate").stringValue() + " "
                                + line.path("balance").stringValue()))
                .containsExactly("2026-02-01 105.50", "2026-02-20 75.50", "2026-02-28 4");
        assertThat(february.at("/data/0/description").stringValue()).isEqualTo("From income:sales");
        assertThat(totals(sales)).containsExactly("EUR 100.00 0.00 12.50 112.50", "JPY 0 0 4 4");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 1000})
    void pages_together_are_what_adding_up_line_by_line_gives(int limit) {
        randomBook(60, limit);
        for (String account : ACCOUNTS) {
            for (int from = -1; from <= 40; from += 19) {
                for (String currency : new String[] {null, "JPY"}) {
                    LocalDate first = from < 0 ? null : FIRST.plusDays(from);
                    LocalDate last = from < 0 ? null : FIRST.plusDays(from + 15);
                    List<JsonNode> pages = pages(
                            "/accounts/" + account + "/statement?"
                                    + (first == null ? "" : "&from=%s&to=%s".formatted(first, last))
                                    + (currency == null ? "" : "&currency=" + currency),
                            limit);

                    assertThat(lines(pages)).isEqualTo(naive(account, currency, first, last));
                    pages.subList(0, pages.size() - 1)
                            .forEach(page -> assertThat(page.path("data")).hasSize(limit));
                    assertAddsUp(account, pages.getFirst());
                }
            }
        }
    }

    private List<String> naive(
            String account, @Nullable String currency, @Nullable LocalDate from, @Nullable LocalDate to) {
        List<String> lines = new ArrayList<>();
        String last = "";
        BigDecimal balance = BigDecimal.ZERO;
        for (Posted each : posted.stream().sorted(Posted.EFFECTIVE_ORDER).toList()) {
            if (each.account().equals(account)
                    && (currency == null || each.currency().equals(currency))
                    && (to == null || !each.day().isAfter(to))) {
                balance = each.currency().equals(last) ? balance : BigDecimal.ZERO;
                last = each.currency();
                balance = balance.add(
                        account.startsWith("assets")
                                ? each.debit()
                                : each.debit().negate());
                if (from == null || !each.day().isBefore(from)) {
                    lines.add("%s %s %d/%d %s%s"
                            .formatted(
                                    each.currency(),
                                    each.day(),
                                    each.position(),
                                    each.line(),
                                    balance.setScale(last.equals("JPY") ? 0 : 2).toPlainString(),
                                    to == null ? "" : " late"));
                }
            }
        }
        return lines;
    }

    private static void assertAddsUp(String account, JsonNode statement) {
        for (JsonNode total : statement.path("totals")) {
            BigDecimal debits = amount(total, "debits");
            BigDecimal credits = amount(total, "credits");
            BigDecimal moved = account.startsWith("assets") ? debits.subtract(credits) : credits.subtract(debits);
            assertThat(amount(total, "opening").add(moved)).isEqualByComparingTo(amount(total, "closing"));
        }
    }

    private static BigDecimal amount(JsonNode object, String name) {
        return new BigDecimal(object.path(name).stringValue());
    }

    @Test
    void one_period_opens_as_the_one_before_has_closed() {
        randomBook(60, 5);
        for (String account : ACCOUNTS) {
            JsonNode before = read("/accounts/%s/statement?to=%s".formatted(account, FIRST.plusDays(9)));
            for (int day = 10; day < 50; day += 10) {
                JsonNode next = read("/accounts/%s/statement?from=%s&to=%s"
                        .formatted(account, FIRST.plusDays(day), FIRST.plusDays(day + 9L)));
                for (JsonNode total : before.path("totals")) {
                    assertThat(next.path("totals").valueStream())
                            .filteredOn(each -> each.path("currency").equals(total.path("currency")))
                            .singleElement()
                            .satisfies(each -> assertThat(each.path("opening")).isEqualTo(total.path("closing")));
                }
                before = next;
            }
            assertThat(before.path("totals"))
                    .extracting(total -> total.path("closing"))
                    .isEqualTo(read("/accounts/" + account)
                            .path("balances")
                            .valueStream()
                            .map(balance -> balance.path("balance"))
                            .toList());
        }
    }

    @Test
    void a_page_may_end_between_the_lines_of_a_transaction() {
        position = service.post(ledger + "/transactions", """
                        {"postings":[
                         {"account":"assets:bank","direction":"debit","amount":"1.00","currency":"EUR"},
                         {"account":"assets:bank","direction":"debit","amount":"2.00","currency":"EUR"},
                         {"account":"assets:bank","direction":"credit","amount":"0.50","currency":"EUR"},
                         {"account":"assets:bank","direction":"debit","amount":"4.00","currency":"EUR"},
                         {"account":"assets:bank","direction":"debit","amount":"8.00","currency":"EUR"},
                         {"account":"income:sales","direction":"credit","amount":"14.50","currency":"EUR"}]}""").expect(201).position();

        for (int limit : new int[] {1, 2, 3, 1000}) {
            assertThat(pages("/accounts/assets:bank/statement?", limit).stream()
                            .flatMap(page -> page.path("data").valueStream())
                            .map(line -> line.path("balance").stringValue()))
                    .containsExactly("1.00", "3.00", "2.50", "6.50", "14.50");
        }
    }

    @Test
    void what_was_recorded_when_the_period_was_over_is_late() {
        post(LocalDate.of(2020, 1, 31), "assets:bank", "income:sales", "1.00", "EUR");

        assertThat(read("/accounts/assets:bank/statement?to=2020-01-31")
                        .at("/data/0/late")
                        .booleanValue())
                .isTrue();
        assertThat(read("/accounts/assets:bank/statement?to=2999-12-31")
                        .at("/data/0")
                        .has("late"))
                .isFalse();
        assertThat(read("/accounts/assets:bank/statement").at("/data/0").has("late"))
                .isFalse();
    }

    @Test
    void what_was_recorded_after_a_statement_is_late_where_that_is_named() {
        post(LocalDate.of(2026, 1, 31), "assets:bank", "income:sales", "1.00", "EUR");
        String january = "/accounts/assets:bank/statement?from=2026-01-01&to=2026-01-31";
        JsonNode stated = read(january);
        String knownAt = stated.path("knownAt").stringValue();
        post(LocalDate.of(2026, 1, 30), "assets:bank", "income:sales", "2.00", "EUR");

        assertThat(lines(List.of(read(january + "&statedAt=" + knownAt))))
                .extracting(line -> line.endsWith(" late"))
                .containsExactly(true, false);
    }

    @Test
    void what_was_known_before_a_late_posting_is_stated_again_byte_for_byte() {
        randomBook(30, 11);
        String statement = "/accounts/assets:bank/statement?from=2026-01-05&to=2026-01-25&limit=1000";
        String before = body(statement);
        String knownAt = read(statement).path("knownAt").stringValue();
        String time = service.get(ledger + "/events?limit=1000")
                .json()
                .at("/data")
                .valueStream()
                .reduce((one, other) -> other)
                .orElseThrow()
                .path("recordedAt")
                .stringValue();

        post(LocalDate.of(2026, 1, 4), "assets:bank", "income:sales", "2.00", "EUR");
        post(LocalDate.of(2026, 1, 10), "income:sales", "assets:bank", "3.00", "EUR");
        post(LocalDate.of(2026, 1, 10), "assets:bank", "income:sales", "1", "BTC");

        assertThat(body(statement + "&knownAt=" + knownAt)).isEqualTo(before);
        assertThat(body(statement + "&knownAt=" + time))
                .isEqualTo(before.replace("\"knownAt\":\"" + knownAt, "\"knownAt\":\"" + time));
        assertThat(body(statement)).isNotEqualTo(before);
    }

    private String body(String path) {
        return service.send(service.request(ledger + path)
                        .header("Ledger-Position", Long.toString(position))
                        .GET())
                .expect(200)
                .body();
    }

    @Test
    void pages_are_of_one_moment_whatever_is_posted_between_them() {
        randomBook(25, 12);
        List<String> before = lines(pages("/accounts/assets:bank/statement?", 1000));

        List<JsonNode> pages = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = read("/accounts/assets:bank/statement?limit=2" + cursor);
            pages.add(page);
            cursor = page.path("next").isNull()
                    ? null
                    : "&cursor=" + page.path("next").stringValue();
            post(FIRST, "assets:bank", "income:sales", "1.00", "EUR");
            post(FIRST.plusDays(20), "assets:bank", "income:sales", "1", "JPY");
        } while (cursor != null);

        assertThat(lines(pages)).isEqualTo(before);
        assertThat(pages)
                .extracting(page ->
                        page.path("totals").toString() + page.path("knownAt").stringValue())
                .containsOnly(pages.getFirst().path("totals").toString()
                        + pages.getFirst().path("knownAt").stringValue());
    }

    @Test
    void an_account_that_was_not_known_then_is_not_there() {
        post(LocalDate.of(2026, 1, 31), "assets:bank", "income:sales", "1.00", "EUR");
        String first = "knownAt=1";

        service.get(ledger + "/accounts/assets:bank/statement?" + first).expectProblem(404, "ACCOUNT_NOT_FOUND");
        service.get(ledger + "/accounts/assets:bank/entries?" + first).expectProblem(404, "ACCOUNT_NOT_FOUND");
        service.get(ledger + "/transactions?account=assets:bank&" + first).expectProblem(404, "ACCOUNT_NOT_FOUND");
    }

    @Test
    void a_hold_is_in_the_statement_from_its_posting_on() {
        Reply held = service.post(ledger + "/transactions", """
                {"status":"pending","description":"Deposit","reference":"d-1","postings":[
                 {"account":"assets:bank","direction":"debit","amount":"20.00","currency":"EUR"},
                 {"account":"assets:bank","direction":"credit","amount":"1.00","currency":"EUR"},
                 {"account":"liabilities:deposits","direction":"credit","amount":"19.00","currency":"EUR"}]}""").expect(201);
        position = held.position();
        assertThat(read("/accounts/assets:bank/statement").path("data")).isEmpty();
        position = service.post(
                        ledger + "/transactions/" + held.json().path("id").stringValue() + "/post",
                        "{\"effectiveAt\":\"2026-02-02\"}")
                .expect(200)
                .position();
        post(LocalDate.of(2026, 2, 2), "assets:bank", "income:sales", "3.00", "EUR");

        JsonNode statement = read("/accounts/assets:bank/statement?from=2026-02-02");

        assertThat(statement.path("data"))
                .extracting(line -> line.path("balance").stringValue())
                .containsExactly("20.00", "19.00", "22.00");
        assertThat(statement.at("/data/1/reference").stringValue()).isEqualTo("d-1");
    }

    @Test
    void an_account_that_nothing_was_posted_to_has_nothing_to_state() {
        service.post(ledger + "/accounts", "{\"path\":\"assets:idle\",\"type\":\"asset\"}")
                .expect(201);
        position = service.head();

        JsonNode statement = read("/accounts/assets:idle/statement?from=2026-02-02");

        assertThat(statement.path("totals")).isEmpty();
        assertThat(statement.path("data")).isEmpty();
        assertThat(statement.path("next").isNull()).isTrue();
    }

    @Test
    void a_statement_that_is_ahead_of_the_journal_is_named_as_such() {
        post(LocalDate.of(2026, 1, 31), "assets:bank", "income:sales", "1.00", "EUR");

        Reply reply = service.get(ledger + "/accounts/assets:bank/statement?statedAt=999999");

        assertThat(reply.violations()).containsExactly("statedAt KNOWN_AT_AHEAD");
        assertThat(reply.json().path("detail").stringValue()).startsWith("statedAt is 999999");
    }

    @ParameterizedTest
    @CsvSource({
        "/accounts/assets:bank/statement?from=2026-02-30, 400, PARAMETER_MALFORMED",
        "/accounts/assets:bank/statement?from=2026-02-02&to=2026-02-01, 400, PARAMETER_MALFORMED",
        "/accounts/assets:bank/statement?currency=eur, 400, CURRENCY_CODE_MALFORMED",
        "/accounts/assets:bank/statement?currency=EUR/3, 422, CURRENCY_SCALE_DIFFERS",
        "/accounts/assets:bank/statement?knownAt=0, 400, PARAMETER_MALFORMED",
        "/accounts/assets:bank/statement?statedAt=then, 400, PARAMETER_MALFORMED",
        "/accounts/assets:bank/statement?knownAt=999999, 400, KNOWN_AT_AHEAD",
        "/accounts/assets:bank/statement?statedAt=999999, 400, KNOWN_AT_AHEAD",
        "/accounts/assets:bank/statement?limit=0, 400, LIMIT_OUT_OF_RANGE",
        "/accounts/assets:bank/statement?order=asc, 400, PARAMETER_UNKNOWN",
        "/accounts/assets:bank/statement?cursor=AQ7Uu2mS3mBmYXNzZXRzOmJhbms, 400, CURSOR_INVALID",
        "/accounts/assets:/statement, 400, ACCOUNT_PATH_MALFORMED",
        "/accounts/assets:none/statement, 404, ACCOUNT_NOT_FOUND"
    })
    void what_cannot_be_stated_is_refused(String path, int status, String code) {
        post(LocalDate.of(2026, 1, 31), "assets:bank", "income:sales", "1.00", "EUR");

        service.send(service.request(ledger + path)
                        .header("Ledger-Position", Long.toString(position))
                        .GET())
                .expectProblem(status, code);
    }
}
