package io.pacioli.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The general ledger of a period, account by account, page by page. */
class GeneralLedgerTest {

    private static final String[] ACCOUNTS = {
        "assets:bank", "assets:bank-fees", "assets:bank:eu", "liabilities:loan", "income:sales"
    };
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);

    private final Service service = Service.shared();
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

    private List<JsonNode> pages(String query) {
        List<JsonNode> pages = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = read("/general-ledger?" + query + cursor);
            pages.add(page);
            cursor = page.path("next").isNull()
                    ? null
                    : "&cursor=" + page.path("next").stringValue();
        } while (cursor != null);
        return pages;
    }

    private static String head(JsonNode account) {
        return head(account.path("account").stringValue(), account);
    }

    private static String head(String path, JsonNode amounts) {
        return "%s %s %s + %s - %s = %s"
                .formatted(
                        path,
                        amounts.path("currency").stringValue(),
                        amounts.path("opening").stringValue(),
                        amounts.path("debits").stringValue(),
                        amounts.path("credits").stringValue(),
                        amounts.path("closing").stringValue());
    }

    private static String line(JsonNode entry) {
        return "  %s %s: %s"
                .formatted(
                        entry.path("effectiveDate").stringValue(),
                        entry.path("amount").stringValue(),
                        entry.path("balance").stringValue());
    }

    private static List<String> text(List<JsonNode> pages) {
        List<String> text = new ArrayList<>();
        for (JsonNode page : pages) {
            for (JsonNode account : page.path("data")) {
                // An account that goes on has its head once more.
                if (text.stream().noneMatch(head(account)::equals)) {
                    text.add(head(account));
                }
                account.path("entries").forEach(entry -> text.add(line(entry)));
            }
        }
        return text;
    }

    @Test
    void every_account_that_moved_or_had_a_balance_stands_with_its_entries() {
        post(LocalDate.of(2026, 1, 10), "assets:bank", "equity:owner", "100.00", "EUR");
        post(LocalDate.of(2026, 2, 20), "expenses:rent", "assets:bank", "30.00", "EUR");
        post(LocalDate.of(2026, 2, 1), "assets:bank", "income:sales", "5.50", "EUR");
        post(LocalDate.of(2026, 1, 11), "assets:till", "assets:bank", "2.00", "EUR");
        post(LocalDate.of(2026, 1, 12), "assets:bank", "assets:till", "2.00", "EUR");
        post(LocalDate.of(2026, 3, 1), "assets:stock", "assets:bank", "1.00", "EUR");

        List<JsonNode> february = pages("from=2026-02-01&to=2026-02-28");

        assertThat(text(february))
                .containsExactly(
                        "assets:bank EUR 100.00 + 5.50 - 30.00 = 75.50",
                        "  2026-02-01 5.50: 105.50",
                        "  2026-02-20 30.00: 75.50",
                        "equity:owner EUR 100.00 + 0.00 - 0.00 = 100.00",
                        "expenses:rent EUR 0.00 + 30.00 - 0.00 = 30.00",
                        "  2026-02-20 30.00: 30.00",
                        "income:sales EUR 0.00 + 0.00 - 5.50 = 5.50",
                        "  2026-02-01 5.50: 5.50");
        assertThat(february.getFirst().at("/totals/0/debits").stringValue()).isEqualTo("35.50");
        assertThat(february.getFirst().at("/totals/0/credits").stringValue()).isEqualTo("35.50");
        assertThat(february.getFirst().at("/data/0/entries/0/description").stringValue())
                .isEqualTo("From income:sales");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 1000})
    void pages_together_are_the_statements_of_all_accounts_and_add_up_to_the_trial_balance(int limit) {
        randomBook(50, limit);
        for (String period : new String[] {"", "from=2026-01-12&to=2026-01-30", "from=2026-01-20&currency=JPY"}) {
            List<JsonNode> pages = pages(period + "&limit=" + limit);

            assertThat(text(pages)).isEqualTo(statements(period));
            assertThat(pages.getFirst().has("totals")).isTrue();
            assertThat(pages.subList(1, pages.size())).noneMatch(page -> page.has("totals"));
            for (JsonNode page : pages) {
                assertThat(page.path("data")
                                .valueStream()
                                .mapToInt(account ->
                                        Math.max(1, account.path("entries").size()))
                                .sum())
                        .isLessThanOrEqualTo(limit);
            }
            assertThat(closing(pages)).isEqualTo(trialBalance(period));
            for (JsonNode total : pages.getFirst().path("totals")) {
                assertThat(debits(pages, total.path("currency")))
                        .isEqualByComparingTo(total.path("debits").stringValue());
            }
        }
    }

    private List<String> statements(String period) {
        List<String> text = new ArrayList<>();
        for (JsonNode account : read("/accounts?limit=1000").path("data")) {
            JsonNode statement = read("/accounts/%s/statement?limit=1000&%s"
                    .formatted(account.path("path").stringValue(), period));
            for (JsonNode total : statement.path("totals")) {
                List<String> entries = statement
                        .path("data")
                        .valueStream()
                        .filter(entry -> entry.path("currency").equals(total.path("currency")))
                        .map(GeneralLedgerTest::line)
                        .toList();
                if (!entries.isEmpty() || new BigDecimal(total.path("opening").stringValue()).signum() != 0) {
                    text.add(head(account.path("path").stringValue(), total));
                    text.addAll(entries);
                }
            }
        }
        return text;
    }

    private static Map<String, BigDecimal> closing(List<JsonNode> pages) {
        Map<String, BigDecimal> closing = new TreeMap<>();
        pages.forEach(page -> page.path("data")
                .forEach(account -> closing.put(
                        account.path("account").stringValue() + " "
                                + account.path("currency").stringValue(),
                        new BigDecimal(account.path("closing").stringValue()))));
        closing.values().removeIf(balance -> balance.signum() == 0);
        return closing;
    }

    private Map<String, BigDecimal> trialBalance(String period) {
        Map<String, BigDecimal> balances = new TreeMap<>();
        String asOf = period.contains("to=") ? "&asOf=2026-01-30" : "";
        for (JsonNode line : read("/trial-balance?" + (period.contains("JPY") ? "currency=JPY" : "") + asOf)
                .path("data")) {
            BigDecimal net = new BigDecimal(line.path("debit").stringValue())
                    .subtract(new BigDecimal(line.path("credit").stringValue()));
            boolean debit = line.path("type").stringValue().equals("asset");
            balances.put(
                    line.path("account").stringValue() + " "
                            + line.path("currency").stringValue(),
                    debit ? net : net.negate());
        }
        balances.values().removeIf(balance -> balance.signum() == 0);
        return balances;
    }

    private static BigDecimal debits(List<JsonNode> pages, JsonNode currency) {
        Map<String, BigDecimal> debits = new TreeMap<>();
        pages.forEach(page -> page.path("data")
                .valueStream()
                .filter(account -> account.path("currency").equals(currency))
                .forEach(account -> debits.put(
                        account.path("account").stringValue(),
                        new BigDecimal(account.path("debits").stringValue()))));
        return debits.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Test
    void pages_show_the_books_as_they_were_when_the_first_was_read() {
        randomBook(20, 8);
        List<String> before = text(pages("limit=1000"));
        JsonNode page = read("/general-ledger?limit=3");
        List<JsonNode> pages = new ArrayList<>(List.of(page));
        while (!page.path("next").isNull()) {
            post(FIRST, "assets:bank", "income:sales", "1.00", "EUR");
            post(FIRST.plusDays(60), "assets:aaa", "income:sales", "1.00", "EUR");
            page = read("/general-ledger?limit=3&cursor=" + page.path("next").stringValue());
            pages.add(page);
        }

        assertThat(text(pages)).isEqualTo(before);
        assertThat(pages)
                .extracting(each -> each.path("knownAt"))
                .containsOnly(pages.getFirst().path("knownAt"));
    }

    @Test
    void what_was_known_then_is_told_again_byte_for_byte() {
        randomBook(20, 9);
        String before = text("/general-ledger?from=2026-01-10&limit=1000");
        String knownAt = service.get(ledger + "/general-ledger")
                .expect(200)
                .json()
                .path("knownAt")
                .stringValue();

        post(FIRST.plusDays(12), "assets:bank", "income:sales", "1.00", "EUR");
        post(FIRST.plusDays(13), "assets:new", "income:sales", "1.00", "EUR");

        assertThat(text("/general-ledger?from=2026-01-10&limit=1000&knownAt=" + knownAt))
                .isEqualTo(before);
        assertThat(text("/general-ledger?from=2026-01-10&limit=1000")).isNotEqualTo(before);
    }

    private String text(String path) {
        return service.send(service.request(ledger + path)
                        .header("Ledger-Position", Long.toString(position))
                        .GET())
                .expect(200)
                .body();
    }

    @ParameterizedTest
    @CsvSource({
        "?from=2026-02-30, 400, PARAMETER_MALFORMED",
        "?from=2026-02-02&to=2026-02-01, 400, PARAMETER_MALFORMED",
        "?knownAt=soon, 400, PARAMETER_MALFORMED",
        "?currency=eur, 400, CURRENCY_CODE_MALFORMED",
        "?currency=EUR/3, 422, CURRENCY_SCALE_DIFFERS",
        "?limit=1001, 400, LIMIT_OUT_OF_RANGE",
        "?depth=2, 400, PARAMETER_UNKNOWN",
        "?cursor=AQ7Uu2mS3mBmYXNzZXRzOmJhbms, 400, CURSOR_INVALID"
    })
    void what_cannot_be_asked_is_refused(String query, int status, String code) {
        post(FIRST, "assets:bank", "income:sales", "1.00", "EUR");
        read("");
        service.get(ledger + "/general-ledger" + query).expectProblem(status, code);
    }

    @Test
    void a_ledger_that_is_not_there_has_none() {
        service.get("/v1/ledgers/none/general-ledger").expectProblem(404, "LEDGER_NOT_FOUND");
    }
}
