package io.pacioli.reliability;

import java.time.Duration;
import java.util.SplittableRandom;

/** Where a fault happens: the installation, its clients, and whatever chance decides. */
final class Scene {

    private final Installation installation;
    private final Clients clients;
    private final SplittableRandom random;
    private long causeGoneNanos;

    Scene(Installation installation, Clients clients, SplittableRandom random) {
        this.installation = installation;
        this.clients = clients;
        this.random = random;
    }

    Installation installation() {
        return installation;
    }

    Clients clients() {
        return clients;
    }

    SplittableRandom random() {
        return random;
    }

    Node anyNode() {
        return installation.nodes().get(random.nextInt(installation.nodes().size()));
    }

    /** From here on nothing is in the way of recovering any more, the time that processes take to start included. */
    void causeIsGone() {
        causeGoneNanos = System.nanoTime();
    }

    Duration sinceCauseIsGone() {
        return Duration.ofNanos(System.nanoTime() - causeGoneNanos);
    }
}
