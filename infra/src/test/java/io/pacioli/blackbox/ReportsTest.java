package io.pacioli.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The balance sheet and the income statement of a ledger. */
class ReportsTest {

    private static final String[] ACCOUNTS = {
        "assets:bank:checking",
        "assets:bank:savings",
        "liabilities:loan",
        "equity:owner",
        "income:sales",
        "expenses:rent"
    };

    private final Service service = Service.shared();
    private String ledger;
    private long position;

    @BeforeEach
    void openLedger() {
        ledger = service.openLedger("open");
    }

    private void post(String day, String debit, String credit, String amount, String currency) {
        position = service.post(ledger + "/transactions", """
                {"effectiveAt":"%s","postings":[{"account":"%s","direction":"debit","amount":"%s","currency":"%s"},
                 {"account":"%5$s","direction":"credit","amount":"%3$s","currency":"%4$s"}]}""".formatted(day, debit, amount, currency, credit))
                .expect(201)
                .position();
    }

    private JsonNode read(String report) {
        return service.send(service.request(ledger + report)
                        .header("Ledger-Position", Long.toString(position))
                        .GET())
                .expect(200)
                .json();
    }

    private static List<String> lines(JsonNode report) {
        return StreamSupport.stream(report.path("data").spliterator(), false)
                .map(line -> "%s %s %s%s"
                        .formatted(
                                line.path("account").stringValue(),
                                line.path("amount").stringValue(),
                                line.path("currency").stringValue(),
                                line.has("compared")
                                        ? " (" + line.path("compared").stringValue() + ")"
                                        : ""))
                .toList();
    }

    private void aYear() {
        post("2025-01-10", "assets:bank:checking", "equity:owner", "1000.00", "EUR");
        post("2025-06-01", "assets:bank:savings", "income:sales", "300.00", "EUR");
        post("2025-12-31", "expenses:rent", "assets:bank:checking", "120.00", "EUR");
        post("2026-01-15", "assets:bank:checking", "income:sales", "50.00", "EUR");
    }

    @Test
    void a_balance_sheet_shows_what_was_at_the_end_of_a_day_beside_another() {
        aYear();

        JsonNode sheet = read("/balance-sheet?asOf=2026-01-31&compareTo=2025-06-30");

        assertThat(lines(sheet))
                .containsExactly(
                        "assets:bank:checking 930.00 EUR (1000.00)",
                        "assets:bank:savings 300.00 EUR (300.00)",
                        "equity:owner 1000.00 EUR (1000.00)");
        JsonNode total = sheet.path("totals").get(0);
        assertThat(total.path("assets").stringValue()).isEqualTo("1230.00");
        assertThat(total.path("result").stringValue()).isEqualTo("230.00");
        assertThat(total.at("/compared/result").stringValue()).isEqualTo("300.00");
        assertThat(lines(read("/balance-sheet?depth=2")))
                .containsExactly("assets:bank 1230.00 EUR", "equity:owner 1000.00 EUR");
    }

    @Test
    void what_only_the_other_day_has_is_shown_beside_nothing() {
        post("2026-01-01", "assets:bank:checking", "equity:owner", "5.00", "EUR");
        post("2026-02-01", "assets:bank:savings", "income:sales", "7", "JPY");

        JsonNode sheet = read("/balance-sheet?asOf=2026-01-31&compareTo=2026-02-28");
        JsonNode statement = read("/income-statement?to=2026-01-31&compareFrom=2026-02-01&compareTo=2026-02-28");

        assertThat(lines(sheet))
                .containsExactly(
                        "assets:bank:checking 5.00 EUR (5.00)",
                        "assets:bank:savings 0 JPY (7)",
                        "equity:owner 5.00 EUR (5.00)");
        assertThat(sheet.at("/totals/1/currency").stringValue()).isEqualTo("JPY");
        assertThat(sheet.at("/totals/1/result").stringValue()).isEqualTo("0");
        assertThat(sheet.at("/totals/1/compared/result").stringValue()).isEqualTo("7");
        assertThat(lines(statement)).containsExactly("income:sales 0 JPY (7)");
        assertThat(statement.at("/totals/0/result").stringValue()).isEqualTo("0");
        assertThat(statement.at("/totals/0/compared/result").stringValue()).isEqualTo("7");
    }

    @Test
    void an_income_statement_shows_what_was_earned_and_spent_in_a_period_beside_another() {
        aYear();

        JsonNode statement =
                read("/income-statement?from=2026-01-01&to=2026-12-31&compareFrom=2025-01-01&compareTo=2025-12-31");

        assertThat(lines(statement))
                .containsExactly("income:sales 50.00 EUR (300.00)", "expenses:rent 0.00 EUR (120.00)");
        JsonNode total = statement.path("totals").get(0);
        assertThat(total.path("result").stringValue()).isEqualTo("50.00");
        assertThat(total.at("/compared/result").stringValue()).isEqualTo("180.00");
        assertThat(lines(read("/income-statement")))
                .containsExactly("income:sales 350.00 EUR", "expenses:rent 120.00 EUR");
    }

    @Test
    void closing_a_year_leaves_its_income_statement_and_carries_the_result_to_equity() {
        aYear();
        position = service.post(
                        ledger + "/period-closings",
                        "{\"through\":\"2025-12-31\",\"closingEntries\":{\"account\":\"equity:retained\"}}")
                .expect(201)
                .position();

        assertThat(lines(read("/income-statement?from=2025-01-01&to=2025-12-31")))
                .containsExactly("income:sales 300.00 EUR", "expenses:rent 120.00 EUR");
        JsonNode beside =
                read("/income-statement?from=2026-01-01&to=2026-12-31&compareFrom=2025-01-01&compareTo=2025-12-31");
        assertThat(lines(beside)).containsExactly("income:sales 50.00 EUR (300.00)", "expenses:rent 0.00 EUR (120.00)");
        assertThat(lines(read("/balance-sheet?asOf=2025-12-31"))).contains("equity:retained 180.00 EUR");
        assertThat(read("/balance-sheet?asOf=2025-12-31").at("/totals/0/result").stringValue())
                .isEqualTo("0.00");

        position = service.post(ledger + "/period-reopenings", "{\"reason\":\"One more invoice\"}")
                .expect(201)
                .position();

        assertThat(lines(read("/income-statement?to=2025-12-31")))
                .containsExactly("income:sales 300.00 EUR", "expenses:rent 120.00 EUR");
        assertThat(read("/balance-sheet?asOf=2025-12-31").at("/totals/0/result").stringValue())
                .isEqualTo("180.00");
    }

    /** The service checks the same before it answers; here it is added up from the answer. */
    @Test
    void assets_equal_liabilities_equity_and_result_to_the_unit_on_any_day_of_random_books() {
        Random random = new Random(20_260_131);
        LocalDate first = LocalDate.of(2025, 11, 1);
        for (int i = 0; i < 120; i++) {
            String debit = ACCOUNTS[random.nextInt(ACCOUNTS.length)];
            String credit = ACCOUNTS[random.nextInt(ACCOUNTS.length)];
            boolean yen = random.nextInt(3) == 0;
            post(
                    first.plusDays(random.nextInt(90)).toString(),
                    debit,
                    credit,
                    yen
                            ? "" + (1 + random.nextInt(10_000))
                            : "%d.%02d".formatted(random.nextInt(1_000), 1 + random.nextInt(99)),
                    yen ? "JPY" : "EUR");
        }
        for (int day = -1; day <= 90; day += 13) {
            JsonNode sheet = read("/balance-sheet?depth=1&asOf=" + first.plusDays(day));
            for (JsonNode total : sheet.path("totals")) {
                BigDecimal right = amount(total, "liabilities")
                        .add(amount(total, "equity"))
                        .add(amount(total, "result"));
                assertThat(amount(total, "assets")).isEqualByComparingTo(right);
                assertThat(sum(sheet, total, "assets")).isEqualByComparingTo(amount(total, "assets"));
            }
        }
    }

    private static BigDecimal sum(JsonNode sheet, JsonNode total, String account) {
        return StreamSupport.stream(sheet.path("data").spliterator(), false)
                .filter(line -> line.path("account").stringValue().equals(account)
                        && line.path("currency").equals(total.path("currency")))
                .map(line -> amount(line, "amount"))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal amount(JsonNode object, String name) {
        return new BigDecimal(object.path(name).stringValue());
    }

    @Test
    void one_currency_can_be_asked_for() {
        post("2026-01-01", "assets:bank:checking", "equity:owner", "5.00", "EUR");
        post("2026-01-01", "assets:bank:checking", "equity:owner", "7", "JPY");

        assertThat(lines(read("/balance-sheet?currency=JPY")))
                .containsExactly("assets:bank:checking 7 JPY", "equity:owner 7 JPY");
    }

    @ParameterizedTest
    @CsvSource({
        "/balance-sheet?depth=0, PARAMETER_MALFORMED",
        "/balance-sheet?depth=17, PARAMETER_MALFORMED",
        "/balance-sheet?asOf=yesterday, PARAMETER_MALFORMED",
        "/balance-sheet?from=2026-01-01, PARAMETER_UNKNOWN",
        "/income-statement?from=2026-01-02&to=2026-01-01, PARAMETER_MALFORMED",
        "/income-statement?compareFrom=2026-01-02&compareTo=2026-01-01, PARAMETER_MALFORMED",
        "/income-statement?currency=eur, CURRENCY_CODE_MALFORMED"
    })
    void what_cannot_be_asked_is_refused(String path, String code) {
        service.get(ledger + path).expectProblem(400, code);
    }

    @Test
    void a_ledger_that_is_not_there_has_none() {
        service.get("/v1/ledgers/none/balance-sheet").expectProblem(404, "LEDGER_NOT_FOUND");
        service.get("/v1/ledgers/none/income-statement").expectProblem(404, "LEDGER_NOT_FOUND");
    }
}
