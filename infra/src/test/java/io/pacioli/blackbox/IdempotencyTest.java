package io.pacioli.blackbox;

import static io.pacioli.blackbox.PostTransactionTest.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class IdempotencyTest {

    private static final int COPIES = 50;

    private final Service service = Service.shared();

    @Test
    void the_same_request_again_is_answered_as_the_first_time_and_does_nothing() {
        String ledger = service.openLedger("open");
        String key = Service.freshKey();
        Reply first =
                service.post(ledger + "/transactions", key, transfer("1.00")).expect(201);
        long head = service.head();

        Reply again = service.post(ledger + "/transactions", key, transfer("1.00"));

        expectReplay(again, first);
        assertThat(service.head()).isEqualTo(head);
    }

    @Test
    void the_same_content_in_another_spelling_is_the_same_request() {
        String ledger = service.openLedger("open");
        String key = Service.freshKey();
        Reply first = service.post(ledger + "/accounts", key, "{\"path\":\"assets:cash\",\"type\":\"asset\"}");

        Reply again =
                service.post(ledger + "/accounts", key, "{ \"type\":\"\\u0061sset\",\n\"path\":\"assets:cash\" }");

        expectReplay(again, first);
    }

    @Test
    void every_kind_of_request_is_answered_again() {
        String ledger = service.openLedger("open");
        String id = ledger.substring("/v1/ledgers/".length());
        for (List<String> request : List.of(
                List.of("/v1/ledgers", """
                        {"id":"%s-2","name":"Two","timeZone":"UTC","chart":"open","currencies":[]}""".formatted(id)),
                List.of(ledger + "/currencies", "{\"code\":\"USD\"}"),
                List.of(ledger + "/accounts", "{\"path\":\"assets:bank\",\"type\":\"asset\"}"),
                List.of(ledger + "/batches", BatchTest.batch(false, transfer("1"), transfer("0.001"))))) {
            String key = Service.freshKey();
            Reply first = service.post(request.getFirst(), key, request.getLast());
            assertThat(first.status()).as(first.body()).isBetween(200, 201);

            expectReplay(service.post(request.getFirst(), key, request.getLast()), first);
        }
    }

    @Test
    void another_request_with_the_key_is_refused_whatever_it_asks() {
        String ledger = service.openLedger("open");
        String key = Service.freshKey();
        service.post(ledger + "/transactions", key, transfer("1.00")).expect(201);
        long head = service.head();

        service.post(ledger + "/transactions", key, transfer("2.00")).expectProblem(422, "IDEMPOTENCY_KEY_REUSED");
        service.post(service.openLedger("open") + "/transactions", key, transfer("1.00"))
                .expectProblem(422, "IDEMPOTENCY_KEY_REUSED");
        service.post(ledger + "/accounts", key, "{\"path\":\"assets:x\",\"type\":\"asset\"}")
                .expectProblem(422, "IDEMPOTENCY_KEY_REUSED");

        assertThat(service.head()).isEqualTo(head + 1);
    }

    @Test
    void a_rejection_is_not_remembered() {
        String ledger = service.openLedger("open");
        String key = Service.freshKey();
        String dollars = transfer("1.00").replace("EUR", "USD");
        service.post(ledger + "/transactions", key, dollars).expectProblem(422, "CURRENCY_NOT_REGISTERED");
        service.post(ledger + "/currencies", "{\"code\":\"USD\"}").expect(201);

        Reply reply = service.post(ledger + "/transactions", key, dollars).expect(201);

        assertThat(reply.isReplayed()).isFalse();
    }

    @Test
    void a_post_without_a_key_is_refused() {
        String ledger = service.openLedger("open");
        long head = service.head();

        service.send(service.request(ledger + "/transactions")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(transfer("1.00"))))
                .expectProblem(400, "IDEMPOTENCY_KEY_MISSING");

        assertThat(service.head()).isEqualTo(head);
    }

    @Test
    void a_restart_forgets_no_key() {
        try (Service own = Service.start()) {
            String ledger = own.openLedger("open");
            Reply single = own.post(ledger + "/transactions", "key-1", transfer("1.00"))
                    .expect(201);
            String batch = BatchTest.batch(false, transfer("1.00"), transfer("0.001"));
            Reply several = own.post(ledger + "/batches", "key-2", batch).expect(200);
            long head = own.head();

            own.restart();

            expectReplay(own.post(ledger + "/transactions", "key-1", transfer("1.00")), single);
            expectReplay(own.post(ledger + "/batches", "key-2", batch), several);
            assertThat(own.head()).isEqualTo(head);
            assertThat(own.post(ledger + "/transactions", transfer("1.00"))
                            .json()
                            .at("/balances/0/debits")
                            .stringValue())
                    .isEqualTo("3.00");
        }
    }

    @Test
    void fifty_copies_of_a_request_at_once_post_one_transaction() throws Exception {
        String ledger = service.openLedger("open");
        service.post(ledger + "/transactions", transfer("1.00")).expect(201);
        long head = service.head();

        List<Reply> replies = atOnce(ledger + "/transactions", transfer("7.00"));

        assertThat(replies).allSatisfy(reply -> reply.expect(201));
        assertThat(replies)
                .extracting(Reply::body)
                .containsOnly(replies.getFirst().body());
        assertThat(replies).filteredOn(reply -> !reply.isReplayed()).hasSize(1);
        assertThat(service.head()).isEqualTo(head + 1);
        assertThat(replies.getFirst().json().at("/balances/0/debits").stringValue())
                .isEqualTo("8.00");
    }

    private List<Reply> atOnce(String path, String body) throws InterruptedException, ExecutionException {
        String key = Service.freshKey();
        CountDownLatch start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Reply>> sent = new ArrayList<>();
            for (int i = 0; i < COPIES; i++) {
                sent.add(threads.submit(() -> {
                    start.await();
                    return service.post(path, key, body);
                }));
            }
            start.countDown();
            List<Reply> replies = new ArrayList<>();
            for (Future<Reply> reply : sent) {
                replies.add(reply.get());
            }
            return replies;
        }
    }

    private static void expectReplay(Reply again, Reply first) {
        again.expect(first.status());
        assertThat(again.isReplayed()).isTrue();
        assertThat(first.isReplayed()).isFalse();
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.position()).isEqualTo(first.position());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
    }
}
