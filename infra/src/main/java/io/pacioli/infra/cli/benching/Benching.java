package io.pacioli.infra.cli.benching;

import com.sun.management.OperatingSystemMXBean;
import io.pacioli.infra.cli.service.Answer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Runs a plan against a service: opens a ledger and its accounts, loads, waits for the read tables, and audits. */
public final class Benching {

    private static final int OPENING_CONNECTIONS_MAX = 4;
    private static final int HTTP_PORT = 80;

    private final BenchPlan plan;
    private final URI address;
    private final Progress progress;
    private final BooleanSupplier cancelled;
    private final Clock clock;
    private final Run run;
    private final Requests requests;
    private final RequestText text;
    private final OwnBook book;

    /**
     * @param address of the service, {@code http://localhost:8080}
     * @param cancelled whether to come to an end at once
     */
    public Benching(BenchPlan plan, URI address, Progress progress, BooleanSupplier cancelled, Clock clock) {
        this.plan = plan;
        this.address = address;
        this.progress = progress;
        this.cancelled = cancelled;
        this.clock = clock;
        run = Run.fresh(plan.seed());
        requests = new Requests(plan);
        text = new RequestText(requests, run, address);
        book = new OwnBook(plan, requests);
    }

    /**
     * Runs the plan.
     *
     * @param rebuild makes the service's read tables anew, for a replay; null where that is none
     * @throws BenchFailed when it cannot be carried out
     */
    public BenchReport run(@Nullable Rebuild rebuild) {
        Instant startedAt = clock.instant();
        try (BenchedService service = new BenchedService(address)) {
            service.requireThere();
            openLedger(service);
            Load opening =
                    send("opening accounts", Phase.allOf(0, requests.openings(), openingConnections()), progress::at);
            requireUnharmed(opening);
            CatchingUp readTables = CatchingUp.of(service);
            requireCaughtUp(readTables.watch());
            ServiceFigures before = ServiceFigures.of(service);
            long begun = System.nanoTime();
            Phase phase = phase();
            GeneratorCpu cpu = new GeneratorCpu(phase, Benching::cpuNanos);
            Load load = send(plan.workload().word(), phase, (now, sending) -> {
                cpu.at(now);
                progress.at(now, sending);
            });
            long lasted = System.nanoTime() - begun;
            CatchingUp.Result catchingUp = readTables.watch();
            ServiceFigures after = ServiceFigures.of(service);
            Replayed replayed = rebuild == null ? null : replay(rebuild, readTables);
            Audit.Result audit = new Audit(service, run, plan, text, book)
                    .run(load.unanswered(), replayed == null ? catchingUp.isCaughtUp() : replayed.isCaughtUp());
            return new ReportOfRun(plan, run, address, startedAt)
                    .write(new ReportOfRun.Outcome(load, cpu, lasted, before, after, catchingUp, replayed, audit));
        } catch (IOException e) {
            throw new BenchFailed("The load could not be sent: " + e.getMessage());
        }
    }

    private Replayed replay(Rebuild rebuild, CatchingUp readTables) {
        progress.say("The read tables are taken away and made anew.");
        return Replayed.measure(rebuild, readTables, PassingTime.REAL);
    }

    private Phase phase() {
        return plan.workload() == Workload.REPLAY
                ? Phase.allOf(requests.openings(), Math.ceilDiv(plan.transactions(), plan.batch()), plan.connections())
                : Phase.timed(plan, requests.openings());
    }

    private int openingConnections() {
        return Math.min(OPENING_CONNECTIONS_MAX, plan.connections());
    }

    private void openLedger(BenchedService service) {
        Answer answer = service.post("/v1/ledgers", run.ledgerKey(), """
                {"id":"%s","name":"Bench","timeZone":"UTC","chart":"open","currencies":[{"code":"%s","scale":2}]}""".formatted(run.ledger(), Run.CURRENCY));
        if (!answer.isOk()) {
            throw new BenchFailed("The ledger %s could not be opened: %s.".formatted(run.ledger(), answer.code()));
        }
    }

    private Load send(String what, Phase phase, HttpLoop.Watcher watcher) throws IOException {
        Load load = new Load(phase, requests, book, new Measurements(phase));
        progress.begin(what, phase);
        new HttpLoop(socketAddress(), text, watcher, cancelled).run(load);
        progress.end();
        if (cancelled.getAsBoolean()) {
            throw new BenchFailed("Interrupted.");
        }
        return load;
    }

    private static void requireUnharmed(Load opening) {
        if (opening.unanswered() > 0
                || opening.measurements().answered() < opening.phase().requestsMax()) {
            throw new BenchFailed("The accounts could not be opened: %s."
                    .formatted(opening.measurements().errors()));
        }
    }

    /** A read of an account that is not there yet would be an error of ours, and what its opening still costs not the load's. */
    private static void requireCaughtUp(CatchingUp.Result catchingUp) {
        if (!catchingUp.isCaughtUp()) {
            throw new BenchFailed("The read tables are %,d events behind, and do not catch up."
                    .formatted(catchingUp.atLast().lagEvents()));
        }
    }

    private InetSocketAddress socketAddress() {
        InetSocketAddress socketAddress =
                new InetSocketAddress(address.getHost(), address.getPort() < 0 ? HTTP_PORT : address.getPort());
        if (socketAddress.isUnresolved()) {
            throw new BenchFailed("There is no host %s.".formatted(address.getHost()));
        }
        return socketAddress;
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}
