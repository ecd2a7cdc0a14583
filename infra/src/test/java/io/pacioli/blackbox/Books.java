package io.pacioli.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.UUID;

/**
 * Two ledgers in which much is taken already, for requests that are to be refused: a strict one in euros, yen and bitcoins with
 * {@code assets:cash}, {@code income:sales} and {@code assets:full}, which holds 38 nines of yen; and an open one.
 */
record Books(Service service, String strict, String open, String usedKey) {

    /** A transaction that the strict ledger takes. */
    static final String SOUND = PostTransactionTest.transfer("1.00");

    static final String TAKEN_ID = "0198c0de-0000-7000-8000-00000000beef";
    static final String TAKEN_REFERENCE = "INV-TAKEN";

    static Books keptBy(Service service) {
        String strict = service.openLedger("strict");
        for (String path : new String[] {"assets:cash", "income:sales", "assets:full"}) {
            String type = path.startsWith("assets") ? "asset" : "income";
            service.post(strict + "/accounts", "{\"path\":\"%s\",\"type\":\"%s\"}".formatted(path, type))
                    .expect(201);
        }
        String usedKey = "used-" + UUID.randomUUID();
        String taking = SOUND.replaceFirst("\\{", """
                {"id":"%s","reference":"%s",""".formatted(TAKEN_ID, TAKEN_REFERENCE));
        service.post(strict + "/transactions", usedKey, taking).expect(201);
        service.post(strict + "/transactions", yenToFull("9".repeat(38))).expect(201);
        return new Books(service, strict, service.openLedger("open"), usedKey);
    }

    static String yenToFull(String amount) {
        return SOUND.replace("assets:cash", "assets:full").replace("EUR", "JPY").replace("1.00", amount);
    }

    /** Sends a request that has to be refused for these reasons, each as {@code pointer CODE}, and to change nothing. */
    void refuse(HttpRequest.Builder request, int status, String code, List<String> violations) {
        long head = service.head();

        Reply reply = service.send(request);

        reply.expectProblem(status, code);
        assertThat(reply.violations()).as(reply.body()).isEqualTo(violations);
        assertThat(service.head()).isEqualTo(head);
    }

    HttpRequest.Builder post(String path, String body) {
        return post(path, BodyPublishers.ofString(body));
    }

    HttpRequest.Builder post(String path, BodyPublisher body) {
        return json(path).header("Idempotency-Key", Service.freshKey()).POST(body);
    }

    /** A request with a JSON body to come, and no idempotency key. */
    HttpRequest.Builder json(String path) {
        return service.request(path).header("Content-Type", "application/json");
    }
}
