package io.pacioli.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.infra.cli.ImportCommand;
import io.pacioli.infra.cli.progress.Progress;
import io.pacioli.infra.cli.verifying.Difference;
import io.pacioli.infra.cli.verifying.Scope;
import io.pacioli.infra.cli.verifying.Verification;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/** Almost four years of a household's books, imported into a running service, have the balances that beancount computed. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HouseholdTest {

    private static final String LEDGER = "/v1/ledgers/household";

    private static Service service;

    @BeforeAll
    static void start() {
        service = Service.start();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    @Order(1)
    void the_book_is_imported() throws Exception {
        assertThat(importBook())
                .contains(
                        "Ledger household opened.",
                        "9 currencies imported, 0 were there already",
                        "71 accounts imported, 0 were there already",
                        "1,487 transactions imported, 0 were there already");
    }

    @Test
    @Order(2)
    void every_final_balance_is_as_beancount_has_it() throws Exception {
        Map<String, BigDecimal> expected = new TreeMap<>();
        rows("expected-balances.csv").forEach(row -> put(expected, row[0], row[1], row[2]));

        assertThat(rows("expected-balances.csv")).hasSize(75);
        assertThat(trialBalance("")).isEqualTo(expected);
    }

    @Test
    @Order(3)
    void every_balance_at_the_end_of_every_month_is_as_beancount_has_it() throws Exception {
        Map<String, Map<String, BigDecimal>> expected = new LinkedHashMap<>();
        List<String[]> rows = rows("expected-month-end-balances.csv");
        rows.forEach(row -> put(expected.computeIfAbsent(row[0], day -> new TreeMap<>()), row[1], row[2], row[3]));
        Map<String, Map<String, BigDecimal>> found = new LinkedHashMap<>();
        for (String day : expected.keySet()) {
            found.put(day, trialBalance("?asOf=" + day));
        }

        assertThat(rows).hasSize(2_729);
        assertThat(found).isEqualTo(expected);
    }

    @Test
    @Order(4)
    void importing_it_again_doubles_nothing() throws Exception {
        Map<String, BigDecimal> before = trialBalance("");
        long head = service.head();

        assertThat(importBook("--batch-size", "333")).contains("0 transactions imported, 1,487 were there already");
        assertThat(importBook()).contains("0 transactions imported, 1,487 were there already");

        assertThat(service.head()).isEqualTo(head);
        assertThat(trialBalance("")).isEqualTo(before);
    }

    @Test
    @Order(5)
    void the_chart_keeps_the_days_on_which_accounts_were_opened() {
        JsonNode account = service.get(LEDGER + "/accounts/Assets:US:BofA:Checking")
                .expect(200)
                .json();

        assertThat(account.at("/metadata/openedOn").asString()).matches("\\d{4}-\\d{2}-\\d{2}");
    }

    @Test
    @Order(6)
    void nothing_differs_when_it_is_verified() throws Exception {
        List<Difference> differences = new ArrayList<>();

        new Verification(service.database().service(), Scope.EVERYTHING, differences::add, Progress.NONE).run();

        assertThat(differences).isEmpty();
    }

    @Test
    @Order(7)
    void every_month_end_stays_as_it_was_known_whatever_is_recorded_late() throws Exception {
        Map<String, Map<String, BigDecimal>> expected = new LinkedHashMap<>();
        rows("expected-month-end-balances.csv")
                .forEach(row -> put(expected.computeIfAbsent(row[0], day -> new TreeMap<>()), row[1], row[2], row[3]));
        long before = lastJournalNumber();
        assertThat(monthEnds(expected.keySet(), "&knownAt=" + before)).isEqualTo(expected);
        String late = List.copyOf(expected.keySet()).get(expected.size() / 2);

        service.post(LEDGER + "/transactions", """
                {"effectiveAt":"%s","postings":[
                 {"account":"Assets:US:BofA:Checking","direction":"debit","amount":"0.07","currency":"USD"},
                 {"account":"Income:US:Babble:Salary","direction":"credit","amount":"0.07","currency":"USD"}]}""".formatted(late)).expect(201);

        assertThat(monthEnds(expected.keySet(), "&knownAt=" + before)).isEqualTo(expected);
        expected.forEach((day, balances) -> {
            if (day.compareTo(late) >= 0) {
                add(balances, "Assets:US:BofA:Checking USD", "0.07");
                add(balances, "Income:US:Babble:Salary USD", "-0.07");
            }
        });
        assertThat(monthEnds(expected.keySet(), "&knownAt=" + lastJournalNumber()))
                .isEqualTo(expected);
        assertThat(monthEnds(expected.keySet(), "")).isEqualTo(expected);
    }

    private static Map<String, Map<String, BigDecimal>> monthEnds(Set<String> days, String knownAt) {
        Map<String, Map<String, BigDecimal>> found = new LinkedHashMap<>();
        days.forEach(day -> found.put(day, trialBalance("?asOf=" + day + knownAt)));
        return found;
    }

    private static void add(Map<String, BigDecimal> balances, String line, String amount) {
        BigDecimal sum = balances.getOrDefault(line, BigDecimal.ZERO).add(new BigDecimal(amount));
        balances.remove(line);
        if (sum.signum() != 0) {
            balances.put(line, sum.stripTrailingZeros());
        }
    }

    /** There is no other ledger, and so each event's number in the journal is its position. */
    private static long lastJournalNumber() {
        return service.head();
    }

    private static String importBook(String... options) throws URISyntaxException {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> arguments = new ArrayList<>(List.of(
                book().toString(),
                "--ledger",
                "household",
                "--url",
                service.uri("").toString()));
        arguments.addAll(List.of(options));
        int status = new CommandLine(new ImportCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments.toArray(String[]::new));
        assertThat(status).as(err.toString()).isZero();
        return out.toString();
    }

    /** What each account holds in each currency, debits counting up; accounts that hold nothing are left out. */
    private static Map<String, BigDecimal> trialBalance(String parameters) {
        long head = service.head();
        Reply reply = service.send(service.request(LEDGER + "/trial-balance" + parameters)
                .header("Ledger-Position", Long.toString(head))
                .GET());
        Map<String, BigDecimal> balances = new TreeMap<>();
        for (JsonNode line : reply.expect(200).json().path("data")) {
            put(
                    balances,
                    line.path("account").asString(),
                    line.path("currency").asString(),
                    new BigDecimal(line.path("debit").asString())
                            .subtract(new BigDecimal(line.path("credit").asString()))
                            .toPlainString());
        }
        return balances;
    }

    private static void put(Map<String, BigDecimal> balances, String account, String currency, String balance) {
        BigDecimal amount = new BigDecimal(balance);
        if (amount.signum() != 0) {
            balances.put(account + " " + currency, amount.stripTrailingZeros());
        }
    }

    private static List<String[]> rows(String file) throws IOException, URISyntaxException {
        return Files.readAllLines(book().resolve(file)).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .toList();
    }

    private static Path book() throws URISyntaxException {
        return Path.of(HouseholdTest.class
                        .getResource("/household/transactions.jsonl")
                        .toURI())
                .getParent();
    }
}
