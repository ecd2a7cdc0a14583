package io.pacioli.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ConditionsTest {

    private static final int CLIENTS = 50;

    private final Service service = Service.shared();
    private final String ledger = service.openLedger("open");

    @BeforeEach
    void fundTheWallet() {
        pay("10.00", "").expect(201);
    }

    private Reply pay(String amount, String conditions) {
        return post("assets:bank", "liabilities:wallet", amount, conditions);
    }

    private Reply withdraw(String amount, String conditions) {
        return post("liabilities:wallet", "assets:bank", amount, conditions);
    }

    private Reply post(String debited, String credited, String amount, String conditions) {
        return service.post(ledger + "/transactions", """
                {"postings":[{"account":"%1$s","direction":"debit","amount":"%3$s","currency":"EUR"},
                 {"account":"%2$s","direction":"credit","amount":"%3$s","currency":"EUR"}],"conditions":[%4$s]}""".formatted(debited, credited, amount, conditions));
    }

    private JsonNode wallet() {
        return service.send(service.request(ledger + "/accounts/liabilities:wallet")
                        .header("Ledger-Position", Long.toString(service.head()))
                        .GET())
                .expect(200)
                .json();
    }

    private static String atLeast(String amount) {
        return "{\"account\":\"liabilities:wallet\",\"currency\":\"EUR\",\"balance\":{\"atLeast\":\"%s\"}}"
                .formatted(amount);
    }

    private static String version(long version) {
        return "{\"account\":\"liabilities:wallet\",\"expectedVersion\":%d}".formatted(version);
    }

    @Test
    void a_condition_that_holds_lets_a_transaction_through_and_one_that_does_not_tells_what_is() {
        withdraw("4.00", atLeast("4.00")).expect(201);

        Reply refused = withdraw("7.00", atLeast("7.00") + "," + version(2));

        refused.expectProblem(412, "CONDITION_FAILED");
        assertThat(refused.violations())
                .containsExactly(
                        "/conditions/0/balance/atLeast CONDITION_FAILED",
                        "/conditions/1/expectedVersion CONDITION_FAILED");
        assertThat(refused.json().at("/violations/0/detail").stringValue())
                .isEqualTo("the balance of liabilities:wallet is 6.00 EUR");
        assertThat(refused.json().at("/violations/1/detail").stringValue())
                .isEqualTo("the version of liabilities:wallet is 3");
        assertThat(wallet().at("/balances/0/balance").stringValue()).isEqualTo("6.00");
    }

    @Test
    void what_is_available_is_judged_and_told_too() {
        String condition =
                "{\"account\":\"liabilities:wallet\",\"currency\":\"EUR\",\"available\":{\"atLeast\":\"%s\"}}";

        withdraw("10.00", condition.formatted("10.00")).expect(201);

        Reply refused = withdraw("0.01", condition.formatted("0.01"));
        refused.expectProblem(412, "CONDITION_FAILED");
        assertThat(refused.violations()).containsExactly("/conditions/0/available/atLeast CONDITION_FAILED");
        assertThat(refused.json().at("/violations/0/detail").stringValue())
                .isEqualTo("what is available of liabilities:wallet is 0.00 EUR");
    }

    @Test
    void a_rejection_is_not_remembered_and_a_replay_is_not_judged_again() {
        String key = Service.freshKey();
        String body = """
                {"postings":[{"account":"assets:bank","direction":"debit","amount":"1.00","currency":"EUR"},
                 {"account":"liabilities:wallet","direction":"credit","amount":"1.00","currency":"EUR"}],"conditions":[%s]}""".formatted(version(3));
        service.post(ledger + "/transactions", key, body).expectProblem(412, "CONDITION_FAILED");
        pay("1.00", "").expect(201);

        Reply accepted = service.post(ledger + "/transactions", key, body).expect(201);
        Reply again = service.post(ledger + "/transactions", key, body).expect(201);

        assertThat(again.isReplayed()).isTrue();
        assertThat(again.body()).isEqualTo(accepted.body());
    }

    @Test
    void an_item_of_a_batch_is_judged_by_what_those_before_it_did() {
        String item = """
                {"type":"transaction","postings":[{"account":"liabilities:wallet","direction":"debit","amount":"6.00","currency":"EUR"},
                 {"account":"assets:bank","direction":"credit","amount":"6.00","currency":"EUR"}],"conditions":[%s]}""".formatted(atLeast("6.00"));

        JsonNode results = service.post(ledger + "/batches", "{\"atomic\":false,\"items\":[%1$s,%1$s]}".formatted(item))
                .expect(200)
                .json()
                .path("results");

        assertThat(results.at("/0/status").stringValue()).isEqualTo("posted");
        assertThat(results.at("/1/problem/code").stringValue()).isEqualTo("CONDITION_FAILED");
        assertThat(results.at("/1/problem/violations/0/pointer").stringValue())
                .isEqualTo("/conditions/0/balance/atLeast");
        service.post(ledger + "/batches", "{\"atomic\":true,\"items\":[%1$s,%1$s]}".formatted(item))
                .expectProblem(422, "BATCH_REJECTED");
    }

    @Test
    void a_reversal_is_refused_where_its_conditions_do_not_hold() {
        String sale = ledger + "/transactions/"
                + pay("5.00", "").expect(201).json().path("id").stringValue() + "/reverse";

        service.post(sale, "{\"conditions\":[%s]}".formatted(atLeast("15.01"))).expectProblem(412, "CONDITION_FAILED");
        service.post(sale, "{\"conditions\":[%s]}".formatted(atLeast("15.00"))).expect(201);
    }

    @Test
    void a_dry_run_is_judged_as_well() {
        String body = """
                {"postings":[{"account":"liabilities:wallet","direction":"debit","amount":"1.00","currency":"EUR"},
                 {"account":"assets:bank","direction":"credit","amount":"1.00","currency":"EUR"}],"conditions":[%s]}""".formatted(version(7));

        Reply dry = service.post(ledger + "/transactions?dryRun=true", body);

        dry.expectProblem(412, "CONDITION_FAILED");
        assertThat(dry.isDryRun()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            {"account":"assets:bank"}                                                  ~ 400 ~ CONDITION_EMPTY         ~ /conditions/0
            {"account":"assets:bank","expectedVersion":-1}                             ~ 400 ~ EXPECTED_VERSION_OUT_OF_RANGE ~ /conditions/0/expectedVersion
            {"account":"assets:bank","expectedVersion":123456789012345678901234567890} ~ 400 ~ FIELD_TYPE_WRONG        ~ /conditions/0/expectedVersion
            {"account":"assets:bank","expectedVersion":9223372036854775807}            ~ 400 ~ EXPECTED_VERSION_OUT_OF_RANGE ~ /conditions/0/expectedVersion
            {"account":"assets:bank","currency":"USD","balance":{"equal":"0"}}         ~ 422 ~ CURRENCY_NOT_REGISTERED ~ /conditions/0/currency
            {"account":"assets:bank","currency":"EUR/3","balance":{"equal":"0"}}       ~ 422 ~ CURRENCY_SCALE_DIFFERS  ~ /conditions/0/currency
            {"account":"assets:bank","currency":"EUR","balance":{"equal":"0"}}         ~ 412 ~ CONDITION_FAILED        ~ /conditions/0/balance/equal
            """)
    void a_condition_is_refused(String condition, int status, String code, String at) {
        Reply reply = pay("1.00", condition);

        reply.expectProblem(status, code);
        assertThat(reply.violations()).containsExactly(at + " " + code);
    }

    @Test
    void of_fifty_who_expect_the_same_version_one_gets_through() throws Exception {
        List<Integer> statuses = atOnce(() -> withdraw("0.10", version(2)).status());

        assertThat(statuses).containsOnly(201, 412).containsOnlyOnce(201);
        assertThat(wallet().at("/balances/0/version").intValue()).isEqualTo(3);
    }

    @Test
    void fifty_who_require_what_they_withdraw_do_not_overdraw_together() throws Exception {
        List<Integer> statuses = atOnce(() -> withdraw("1.00", atLeast("1.00")).status());

        assertThat(statuses).containsOnly(201, 412);
        assertThat(statuses.stream().filter(status -> status == 201)).hasSize(10);
        assertThat(wallet().at("/balances/0/balance").stringValue()).isEqualTo("0.00");
    }

    private static <T> List<T> atOnce(Callable<T> call) throws Exception {
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<Callable<T>> calls =
                    IntStream.range(0, CLIENTS).mapToObj(_ -> call).toList();
            List<Future<T>> futures = clients.invokeAll(calls);
            assertThat(futures).allSatisfy(future -> assertThat(future.get()).isNotNull());
            return futures.stream().map(Future::resultNow).toList();
        }
    }
}
