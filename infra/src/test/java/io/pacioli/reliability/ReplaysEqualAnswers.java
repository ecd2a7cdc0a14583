package io.pacioli.reliability;

import java.net.http.HttpResponse;
import java.util.SplittableRandom;

/**
 * A key that is sent once more is answered with the very bytes of the first answer: all keys that had to be tried again, where
 * faults may have left something, and a share of the others; of each client no more than its part of the bound.
 */
final class ReplaysEqualAnswers {

    private static final int REPLAYS_MAX = 60_000;
    private static final int OF_THOSE_ANSWERED_AT_ONCE = 3_000;

    private final Memory memory;
    private final Differences differences;

    ReplaysEqualAnswers(Memory memory, Differences differences) {
        this.memory = memory;
        this.differences = differences;
    }

    /** @return how many keys were sent */
    long check(Node node, SplittableRandom random) {
        long sent = memory.clients().stream()
                .mapToLong(client -> client.record().sent())
                .sum();
        double share = OF_THOSE_ANSWERED_AT_ONCE / (double) sent;
        long replays = 0;
        int ofClientMax = REPLAYS_MAX / memory.clients().size();
        for (Client client : memory.clients()) {
            KeyRecord record = client.record();
            int ofClient = 0;
            for (int number = 0; number < record.sent() && ofClient < ofClientMax; number++) {
                if (record.isAcknowledged(number) && (record.isRetried(number) || random.nextDouble() < share)) {
                    check(client, number, node);
                    ofClient++;
                }
            }
            replays += ofClient;
        }
        return replays;
    }

    private void check(Client client, int number, Node node) {
        Request request = client.request(number);
        HttpResponse<byte[]> again = client.answer(request, node);
        if (again == null
                || !Client.isSuccess(again)
                || again.headers().firstValue("Idempotency-Replayed").isEmpty()
                || Client.digest(again.body()) != client.record().digest(number)) {
            differences.add(
                    Promise.ACKNOWLEDGED_EXACTLY_ONCE,
                    "another answer than the first to %s: %s".formatted(request.key(), again));
        }
    }
}
