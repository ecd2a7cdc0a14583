package io.pacioli.reliability;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** That everything is back: each node takes a write, and shows it to a reader who asks to see it. */
final class Recovery {

    private static final String LEDGER = "/v1/ledgers/" + Requests.MAIN;
    private static final int OK = 200;

    private final Installation installation;
    private final Client client;
    private final Differences differences;

    Recovery(Installation installation, Client client, Differences differences) {
        this.installation = installation;
        this.client = client;
        this.differences = differences;
    }

    /**
     * Waits until everything is back, and says how long that took.
     *
     * @throws Patience.Exhausted when it does not come back
     */
    Duration await(Scene scene) {
        for (Node node : installation.nodes()) {
            if (!node.isRunning()) {
                differences.add(Promise.RECOVERED_WITHOUT_HELP, node + " ended by itself");
                node.start();
            }
            awaitReadOfWrite(node);
        }
        return scene.sinceCauseIsGone();
    }

    private void awaitReadOfWrite(Node node) {
        long position = write(node);
        HttpResponse<byte[]> shown = client.answered(node, LEDGER, position);
        if (shown.statusCode() != OK) {
            differences.add(
                    Promise.ANSWERS_AS_DESCRIBED, "%s answered %d to a reader".formatted(node, shown.statusCode()));
        }
    }

    private long write(Node node) {
        int key;
        do {
            key = client.sendNext(List.of(node));
        } while (!client.record().isAcknowledged(key));
        return client.record().position(key);
    }
}
