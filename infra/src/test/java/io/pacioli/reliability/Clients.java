package io.pacioli.reliability;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The load: clients that send one request after the other, each until it is answered, and one more who sends what faults ask for. */
final class Clients implements AutoCloseable {

    private static final Duration CONNECT_WAIT_MAX = Duration.ofSeconds(2);
    /** One request in so many is sent to both nodes at once. */
    private static final int ONE_IN_THIS_MANY_TWICE = 25;

    private final Tally tally = new Tally();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_WAIT_MAX)
            .build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Client> all = new ArrayList<>();
    private final List<Future<?>> running = new ArrayList<>();
    private final List<Node> nodes;
    private volatile List<Node> preferred;
    private volatile boolean over;

    Clients(int count, long seed, List<Node> nodes, Differences differences) {
        Requests requests = new Requests(seed, count);
        this.nodes = nodes;
        this.preferred = nodes;
        for (int i = 0; i <= count; i++) {
            all.add(new Client(i, requests, http, tally, differences));
        }
    }

    /** Every client, with all that it remembers. */
    List<Client> all() {
        return all;
    }

    Tally tally() {
        return tally;
    }

    /** The one who sends what is asked for, and nothing by itself. */
    Client onDemand() {
        return all.getLast();
    }

    /** Opens the ledgers, and starts the load. */
    void start(long seed) {
        for (int i = 0; i < Requests.OPENINGS; i++) {
            onDemand().sendNext(nodes);
        }
        for (Client client : all.subList(0, all.size() - 1)) {
            SplittableRandom random = new SplittableRandom(seed + client.number());
            running.add(threads.submit(() -> load(client, random)));
        }
    }

    /** Has clients turn to these nodes first: to one alone, which then is never overtaken, or to both. */
    void prefer(List<Node> these) {
        preferred = these;
    }

    private void load(Client client, SplittableRandom random) {
        while (!over && !client.record().isFull()) {
            List<Node> first = preferred;
            Node one = first.get(client.number() % first.size());
            Node other = nodes.get(0).equals(one) ? nodes.get(1) : nodes.get(0);
            if (random.nextInt(ONE_IN_THIS_MANY_TWICE) == 0) {
                client.sendNextTwice(one, other);
            } else {
                client.sendNext(List.of(one, other));
            }
        }
    }

    /** Sends so many requests at the same time, each until it is answered; returns at once. */
    List<Future<?>> burst(int count, Node node) {
        List<Future<?>> sending = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sending.add(threads.submit(() -> onDemand().sendNext(List.of(node))));
        }
        return sending;
    }

    /** Waits until so many more requests have been acknowledged. */
    void awaitAcknowledged(long more) {
        long until = tally.acknowledgedSoFar() + more;
        Patience.await(more + " more acknowledgements", () -> {
            running.stream().filter(Future::isDone).forEach(Clients::join);
            return tally.acknowledgedSoFar() >= until;
        });
    }

    /** Ends the load: every client has the answer to its last request, and knows what became of each. */
    void finish() {
        over = true;
        running.forEach(Clients::join);
        all.forEach(client -> client.settle(nodes));
    }

    static void join(Future<?> task) {
        try {
            var _ = task.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
        } catch (InterruptedException e) {
            throw Patience.interrupted(e);
        }
    }

    @Override
    public void close() {
        over = true;
        threads.shutdownNow();
        http.shutdownNow();
    }
}
