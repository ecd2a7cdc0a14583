package io.pacioli.reliability;

import java.time.Duration;
import java.util.List;

/** What can go wrong. A fault heals nothing: it ends with what an operator's supervisor does, which is to start what was ended. */
enum FaultKind {
    SERVICE_KILLED("kill -9 of one of two nodes, which is started again") {
        @Override
        void inflict(Scene scene) {
            Node node = scene.anyNode();
            node.kill();
            scene.clients().awaitAcknowledged(SOME);
            scene.causeIsGone();
            node.start();
        }
    },
    SERVICES_KILLED("kill -9 of both nodes, which are started again") {
        @Override
        void inflict(Scene scene) {
            scene.installation().nodes().forEach(Node::kill);
            scene.causeIsGone();
            scene.installation().startAgain();
        }
    },
    EVERYTHING_KILLED(
            "kill -9 of both nodes and of PostgreSQL at once, as when a machine fails; the nodes are started again") {
        @Override
        void inflict(Scene scene) {
            List<ProcessHandle> database =
                    Signals.family(scene.installation().postgres().running());
            scene.installation().nodes().forEach(Node::kill);
            database.forEach(ProcessHandle::destroyForcibly);
            scene.causeIsGone();
            scene.installation().startAgain();
        }
    },
    SERVICE_STOPPED("an orderly stop of one node, which is started again") {
        @Override
        void inflict(Scene scene) {
            Node node = scene.anyNode();
            node.terminate();
            scene.causeIsGone();
            node.start();
        }
    },
    SERVICE_PAUSED("SIGSTOP of one node for longer than the database waits for it, then SIGCONT") {
        @Override
        void inflict(Scene scene) {
            Node node = scene.anyNode();
            node.pause();
            Patience.pause(LONGER_THAN_A_NODE_MAY_HANG.toMillis());
            node.goOn();
            scene.causeIsGone();
        }
    },
    POSTMASTER_KILLED("kill -9 of the postmaster") {
        @Override
        void inflict(Scene scene) {
            ProcessHandle before = scene.installation().postgres().running();
            scene.installation().postgres().kill();
            scene.causeIsGone();
            awaitAnotherThan(before, scene);
        }
    },
    BACKEND_KILLED("kill -9 of one of PostgreSQL's other processes, upon which it ends all sessions and recovers") {
        @Override
        void inflict(Scene scene) {
            scene.installation().postgres().killOneOfItsProcesses(scene.random());
            scene.causeIsGone();
        }
    },
    POSTGRES_PAUSED("SIGSTOP of all processes of PostgreSQL for longer than the nodes wait for it, then SIGCONT") {
        @Override
        void inflict(Scene scene) {
            List<ProcessHandle> paused = scene.installation().postgres().pause();
            Patience.pause(LONGER_THAN_POSTGRES_MAY_HANG.toMillis());
            Signals.goOn(paused);
            scene.causeIsGone();
        }
    },
    POSTGRES_RESTARTED("an orderly stop of PostgreSQL, which is started again") {
        @Override
        void inflict(Scene scene) {
            ProcessHandle before = scene.installation().postgres().running();
            scene.installation().postgres().restart();
            scene.causeIsGone();
            awaitAnotherThan(before, scene);
        }
    },
    CONNECTIONS_CUT("connections to the database cut in the middle of what they carry, three times") {
        @Override
        void inflict(Scene scene) {
            Wire wire = scene.installation().wire();
            scene.clients().prefer(List.of(scene.installation().overNetwork()));
            for (int i = 0; i < CUTS; i++) {
                int before = wire.cuts();
                int bytes = scene.random().nextInt(CARRIED_BYTES_MAX);
                Patience.await("a cut", () -> {
                    wire.cutAfter(bytes);
                    return wire.cuts() > before;
                });
                scene.clients().awaitAcknowledged(SOME);
            }
            scene.causeIsGone();
        }
    },
    NETWORK_SILENT("a network to the database that loses everything and tells nobody, for longer than a node waits") {
        @Override
        void inflict(Scene scene) {
            scene.clients().prefer(List.of(scene.installation().overNetwork()));
            scene.installation().wire().silence(true);
            Patience.pause(LONGER_THAN_POSTGRES_MAY_HANG.toMillis());
            scene.installation().wire().silence(false);
            scene.causeIsGone();
        }
    },
    QUEUE_FULL("a burst of requests beyond the bound of the queue, while PostgreSQL hangs for a moment") {
        @Override
        void inflict(Scene scene) {
            long before = scene.clients().tally().unavailableSoFar(QUEUE_FULL_CODE);
            List<ProcessHandle> paused = scene.installation().postgres().pause();
            var burst = scene.clients().burst(4 * Installation.QUEUED_COMMANDS_MAX, scene.anyNode());
            boolean refused = Patience.isMet(
                    () -> scene.clients().tally().unavailableSoFar(QUEUE_FULL_CODE) > before,
                    LONGER_THAN_A_NODE_MAY_HANG);
            Signals.goOn(paused);
            scene.causeIsGone();
            if (!refused) {
                throw new IllegalStateException("the queue was never full");
            }
            burst.forEach(Clients::join);
        }
    },
    DISK_FULL("no block left on the disk of the database, until an operator makes room") {
        @Override
        void inflict(Scene scene) {
            SmallDisk disk = scene.installation().disk().orElseThrow();
            long before = scene.clients().tally().retriedSoFar();
            disk.fill();
            Patience.await("writes that fail", () -> scene.clients().tally().retriedSoFar() > before + SOME);
            Patience.pause(scene.random().nextLong(DISK_FULL_MAX.toMillis()));
            disk.empty();
            scene.causeIsGone();
        }
    },
    CLOCK_STEPPED("the clock of one node steps an hour or less forwards or back") {
        @Override
        void inflict(Scene scene) {
            Node node = scene.anyNode();
            node.stepClock(Duration.ofSeconds(scene.random().nextInt(-STEP_SECONDS_MAX, STEP_SECONDS_MAX)));
            scene.causeIsGone();
            scene.clients().awaitAcknowledged(SOME);
        }
    };

    /** A writer that holds the journal's head is ended after 2 s, one that idles after 10 s; projections change hands after 5 s. */
    private static final Duration LONGER_THAN_A_NODE_MAY_HANG = Duration.ofSeconds(12);

    /** A node gives a statement 10 s, and the network 10 s more. */
    private static final Duration LONGER_THAN_POSTGRES_MAY_HANG = Duration.ofSeconds(23);

    private static final Duration DISK_FULL_MAX = Duration.ofSeconds(10);
    private static final String QUEUE_FULL_CODE = "QUEUE_FULL";
    private static final int SOME = 50;
    private static final int CUTS = 3;
    private static final int CARRIED_BYTES_MAX = 20_000;
    private static final int STEP_SECONDS_MAX = 3_600;

    private final String words;

    FaultKind(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /**
     * Does it, says when its cause is gone, and returns when a supervisor has started again what was ended: what is left is the
     * service's own recovery.
     */
    abstract void inflict(Scene scene);

    /** Its node starts PostgreSQL again; what answers before the old one has gone would count as recovered. */
    private static void awaitAnotherThan(ProcessHandle before, Scene scene) {
        Patience.await("PostgreSQL to have ended", () -> !before.isAlive());
        Patience.await("PostgreSQL", () -> scene.installation().postgres().runsAnew(before));
    }
}
