package io.pacioli.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** A wallet of 10.00 EUR that may not be overdrawn and not hold more than 20.00. */
class LimitsTest {

    private static final int CLIENTS = 50;
    private static final String WALLET = "liabilities:wallet";

    private final Service service = Service.shared();
    private final String ledger = service.openLedger("open");
    private final String limits = ledger + "/accounts/" + WALLET + "/limits";

    @BeforeEach
    void openTheWallet() {
        service.post(ledger + "/accounts", """
                {"path":"liabilities:wallet","type":"liability",
                 "limits":[{"currency":"EUR/2","minimumBalance":"0","maximumBalance":"20.00"}]}""").expect(201);
        pay("10.00").expect(201);
    }

    private Reply pay(String amount) {
        return post("", "assets:bank", WALLET, amount);
    }

    private Reply withdraw(String amount) {
        return post("", WALLET, "assets:bank", amount);
    }

    private Reply post(String more, String debited, String credited, String amount) {
        return service.post(ledger + "/transactions", body(more, debited, credited, amount));
    }

    private static String body(String more, String debited, String credited, String amount) {
        return """
                {%1$s"postings":[{"account":"%2$s","direction":"debit","amount":"%4$s","currency":"EUR"},
                 {"account":"%3$s","direction":"credit","amount":"%4$s","currency":"EUR"}]}""".formatted(more, debited, credited, amount);
    }

    private JsonNode wallet() {
        return service.send(service.request(ledger + "/accounts/" + WALLET)
                        .header("Ledger-Position", Long.toString(service.head()))
                        .GET())
                .expect(200)
                .json();
    }

    private static List<String> limitsOf(JsonNode account) {
        return account.path("limits").valueStream().map(JsonNode::toString).toList();
    }

    @Test
    void what_would_break_a_limit_is_refused_and_says_what_it_would_have_come_to() {
        assertThat(withdraw("10.01")
                        .expectProblem(422, "BALANCE_BELOW_MINIMUM")
                        .json()
                        .path("detail")
                        .stringValue())
                .isEqualTo("-0.01 EUR would be available of liabilities:wallet, whose minimum is 0.00 EUR.");
        pay("10.01").expectProblem(422, "BALANCE_ABOVE_MAXIMUM");
        pay("10.00").expect(201);
        withdraw("20.00").expect(201);
    }

    @Test
    void a_hold_is_refused_when_it_is_placed_and_not_when_it_is_posted() {
        String pending = "\"status\":\"pending\",";
        post(pending, WALLET, "assets:bank", "10.01").expectProblem(422, "BALANCE_BELOW_MINIMUM");
        post(pending, "assets:bank", WALLET, "10.01").expectProblem(422, "BALANCE_ABOVE_MAXIMUM");
        String hold = ledger + "/transactions/"
                + post(pending, WALLET, "assets:bank", "10.00")
                        .expect(201)
                        .json()
                        .path("id")
                        .stringValue();
        withdraw("0.01").expectProblem(422, "BALANCE_BELOW_MINIMUM");

        service.post(limits, "{\"limits\":[{\"currency\":\"EUR\",\"minimumBalance\":\"15\"}]}")
                .expect(200);

        service.post(hold + "/post", "{}").expect(200);
    }

    @Test
    void an_item_of_a_batch_is_judged_by_what_those_before_it_did() {
        String item = body("\"type\":\"transaction\",", WALLET, "assets:bank", "6.00");

        JsonNode results = service.post(ledger + "/batches", "{\"atomic\":false,\"items\":[%1$s,%1$s]}".formatted(item))
                .expect(200)
                .json()
                .path("results");

        assertThat(results.at("/0/status").stringValue()).isEqualTo("posted");
        assertThat(results.at("/1/problem/code").stringValue()).isEqualTo("BALANCE_BELOW_MINIMUM");
    }

    @Test
    void limits_are_changed_and_shown_with_the_account() {
        Reply changed = service.post(limits, """
                {"limits":[{"currency":"EUR","minimumBalance":"-5.5","maximumBalance":null}]}""").expect(200);
        Reply gone =
                service.post(limits, "{\"limits\":[{\"currency\":\"EUR\"}]}").expect(200);

        assertThat(limitsOf(changed.json())).containsExactly("{\"currency\":\"EUR\",\"minimumBalance\":\"-5.50\"}");
        assertThat(changed.json().path("version").intValue()).isEqualTo(3);
        assertThat(changed.json().path("path").stringValue()).isEqualTo(WALLET);
        assertThat(limitsOf(gone.json())).isEmpty();
        assertThat(limitsOf(wallet())).isEmpty();
        assertThat(wallet().path("version").intValue()).isEqualTo(4);
        withdraw("100.00").expect(201);
        assertThat(wallet().path("version").intValue()).isEqualTo(5);
    }

    @Test
    void a_change_takes_effect_once_and_a_dry_run_of_it_none() {
        String body = "{\"limits\":[{\"currency\":\"EUR\",\"maximumBalance\":\"15\"}]}";
        String key = Service.freshKey();

        Reply dry = service.post(limits + "?dryRun=true", key, body).expect(200);
        assertThat(limitsOf(wallet())).containsExactly("""
                {"currency":"EUR","minimumBalance":"0.00","maximumBalance":"20.00"}""");
        Reply first = service.post(limits, key, body).expect(200);
        Reply again = service.post(limits, key, body).expect(200);

        assertThat(dry.isDryRun()).isTrue();
        assertThat(limitsOf(dry.json())).isEqualTo(limitsOf(first.json()));
        assertThat(again.isReplayed()).isTrue();
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(wallet().path("version").intValue()).isEqualTo(3);
        service.post(limits, key, body.replace("15", "16")).expectProblem(422, "IDEMPOTENCY_KEY_REUSED");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            liabilities:wallet  ~ {"limits":[]}                                          ~ 400 ~ LIMITS_EMPTY
            liabilities::wallet ~ {"limits":[]}                                          ~ 400 ~ ACCOUNT_PATH_MALFORMED
            liabilities:nobody  ~ {"limits":[{"currency":"EUR"}]}                        ~ 404 ~ ACCOUNT_NOT_FOUND
            liabilities:wallet  ~ {"limits":[{"currency":"USD"}]}                        ~ 422 ~ CURRENCY_NOT_REGISTERED
            liabilities:wallet  ~ {"limits":[{"currency":"EUR/3"}]}                      ~ 422 ~ CURRENCY_SCALE_DIFFERS
            liabilities:wallet  ~ {"limits":[{"currency":"EUR","minimumBalance":"0.001"}]} ~ 422 ~ TOO_MANY_DECIMALS
            """)
    void limits_are_refused(String account, String body, int status, String code) {
        service.post(ledger + "/accounts/" + account + "/limits", body).expectProblem(status, code);
    }

    @Test
    void of_fifty_withdrawals_at_once_exactly_those_go_through_that_the_wallet_has_money_for() throws Exception {
        List<Reply> replies = atOnce(() -> withdraw("0.30"));

        assertThat(replies.stream().filter(reply -> reply.status() == 201)).hasSize(33);
        assertThat(replies.stream().filter(reply -> reply.status() != 201))
                .allSatisfy(reply -> reply.expectProblem(422, "BALANCE_BELOW_MINIMUM"));
        assertThat(wallet().at("/balances/0/balance").stringValue()).isEqualTo("0.10");
    }

    @Test
    void holds_and_withdrawals_at_once_never_reserve_more_than_there_is() throws Exception {
        AtomicInteger number = new AtomicInteger();
        List<Reply> replies = atOnce(() -> number.incrementAndGet() % 2 == 0
                ? withdraw("0.30")
                : post("\"status\":\"pending\",", WALLET, "assets:bank", "0.30"));

        assertThat(replies.stream().filter(reply -> reply.status() == 201)).hasSize(33);
        assertThat(wallet().at("/balances/0/available").stringValue()).isEqualTo("0.10");
    }

    private static List<Reply> atOnce(Callable<Reply> call) throws Exception {
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<Reply>> futures = clients.invokeAll(
                    IntStream.range(0, CLIENTS).mapToObj(_ -> call).toList());
            assertThat(futures).allSatisfy(future -> assertThat(future.get()).isNotNull());
            return futures.stream().map(Future::resultNow).toList();
        }
    }
}
