package io.pacioli.reliability;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Faults of a schedule, one after the other, under load, each followed by recovery; and at the end the audit of everything. */
final class CrashRun {

    /** How many requests are acknowledged between two faults at least. */
    private static final int ACKNOWLEDGED_BETWEEN = 400;

    private final Plan plan;
    private final Consumer<String> told;
    private final Differences differences = new Differences();
    private final List<Inflicted> inflicted = new ArrayList<>();

    /**
     * What a run does.
     *
     * @param seed decides the faults, their order and details, and every request
     * @param faultsMin it goes on until so many faults were inflicted
     * @param timeMin and so much time has passed
     * @param kinds the kinds of faults; null: all that are possible here
     */
    record Plan(
            long seed,
            int clients,
            int faultsMin,
            Duration timeMin,
            @Nullable List<FaultKind> kinds) {}

    /** A fault, and how long it took until everything was back. */
    record Inflicted(FaultKind kind, Duration recovery) {}

    /** @param told is told what happens, a line at a time */
    CrashRun(Plan plan, Consumer<String> told) {
        this.plan = plan;
        this.told = told;
    }

    /** @param directory takes all that is written */
    Report in(Path directory, Build build) {
        long begun = System.nanoTime();
        boolean wantsDisk = plan.kinds() == null || plan.kinds().contains(FaultKind.DISK_FULL);
        Optional<SmallDisk> disk = wantsDisk ? SmallDisk.in(directory) : Optional.empty();
        List<FaultKind> kinds = kinds(disk.isPresent());
        told.accept("Seed %d, %d clients; everything is in %s".formatted(plan.seed(), plan.clients(), directory));
        if (wantsDisk && disk.isEmpty()) {
            told.accept("DISK_FULL is left out: this process may not mount a file system of its own.");
        }
        Tally tally;
        Audit.Result audited = Audit.Result.NONE;
        try (Installation installation = new Installation(directory, build, disk.orElse(null));
                Clients clients = new Clients(plan.clients(), plan.seed(), installation.nodes(), differences)) {
            // An interrupted run leaves no process and no mount behind.
            Thread interrupted = new Thread(installation::close);
            Runtime.getRuntime().addShutdownHook(interrupted);
            tally = clients.tally();
            try {
                installation.start();
                clients.start(plan.seed());
                inflict(installation, clients, kinds, begun);
                clients.finish();
                told.accept("The load has ended; looking for what was acknowledged.");
                audited = new Audit(installation, clients, differences).run();
            } catch (Patience.Exhausted e) {
                differences.add(Promise.RECOVERED_WITHOUT_HELP, e.getMessage());
            } finally {
                forget(interrupted);
            }
        }
        return new Report(
                plan.seed(),
                Duration.ofNanos(System.nanoTime() - begun),
                List.copyOf(inflicted),
                leftOut(kinds),
                tally,
                audited,
                differences);
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It is what runs now.
        }
    }

    private void inflict(Installation installation, Clients clients, List<FaultKind> kinds, long begun) {
        FaultSchedule schedule = new FaultSchedule(plan.seed(), kinds);
        Recovery recovery = new Recovery(installation, clients.onDemand(), differences);
        while (inflicted.size() < plan.faultsMin()
                || System.nanoTime() - begun < plan.timeMin().toNanos()) {
            clients.prefer(preferred(installation.nodes(), schedule.random()));
            clients.awaitAcknowledged(ACKNOWLEDGED_BETWEEN);
            FaultKind kind = schedule.next();
            Scene scene = new Scene(installation, clients, schedule.random().split());
            kind.inflict(scene);
            Duration took = recovery.await(scene);
            inflicted.add(new Inflicted(kind, took));
            told.accept("%4d  %-18s  back after %,6d ms; %,d sent, %,d acknowledged, %,d tried again"
                    .formatted(
                            inflicted.size(),
                            kind,
                            took.toMillis(),
                            clients.tally().sentSoFar(),
                            clients.tally().acknowledgedSoFar(),
                            clients.tally().retriedSoFar()));
        }
        clients.awaitAcknowledged(ACKNOWLEDGED_BETWEEN);
    }

    /** One node or the other alone, or both: a node without another one beside it is never overtaken. */
    private static List<Node> preferred(List<Node> nodes, SplittableRandom random) {
        int choice = random.nextInt(nodes.size() + 1);
        return choice == nodes.size() ? nodes : List.of(nodes.get(choice));
    }

    private List<FaultKind> kinds(boolean hasDisk) {
        List<FaultKind> wanted = plan.kinds() == null ? List.of(FaultKind.values()) : plan.kinds();
        return wanted.stream()
                .filter(kind -> hasDisk || kind != FaultKind.DISK_FULL)
                .toList();
    }

    private static List<FaultKind> leftOut(List<FaultKind> kinds) {
        return Arrays.stream(FaultKind.values())
                .filter(kind -> !kinds.contains(kind))
                .toList();
    }
}
