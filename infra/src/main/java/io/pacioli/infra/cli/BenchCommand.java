package io.pacioli.infra.cli;

import io.pacioli.infra.cli.benching.BenchFailed;
import io.pacioli.infra.cli.benching.BenchPlan;
import io.pacioli.infra.cli.benching.BenchReport;
import io.pacioli.infra.cli.benching.Benching;
import io.pacioli.infra.cli.benching.Progress;
import io.pacioli.infra.cli.benching.Rebuild;
import io.pacioli.infra.cli.benching.ReportText;
import io.pacioli.infra.cli.benching.Workload;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code pacioli bench}: loads a service, measures how it answers, and audits what it acknowledged. */
@Command(
        name = "bench",
        description =
                "Loads a service with transfers, measures it, and audits that what it acknowledged is there, once.",
        footer = {
            "",
            "Exit status: 0 when the audit found no difference, 1 on any difference, 2 when the run could not be carried out.",
            "Each run uses a ledger of its own, which stays. docs/performance.md says what each figure means."
        })
public final class BenchCommand implements Callable<Integer> {
    private static final int CLEAN = 0;
    private static final int DIFFERENT = 1;
    private static final int NOT_RUN = 2;
    private static final int BATCH_OF_REPLAY = 200;
    private static final int TRANSACTIONS_USUAL = 100_000;
    private static final Duration WARMUP_USUAL = Duration.ofSeconds(15);
    private static final Duration DURATION_USUAL = Duration.ofSeconds(30);

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "WORKLOAD",
            defaultValue = "transfers",
            converter = WorkloadName.class,
            description = "transfers, mixed (with reads beside them) or replay (the read tables made anew from the"
                    + " journal) (default: ${DEFAULT-VALUE})")
    private Workload workload;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "the address of the service (default: http://localhost:8080)")
    private @Nullable URI url;

    @Option(
            names = "--self-contained",
            description =
                    "load a service of its own, in another process, on a temporary directory that is removed at the end")
    private boolean selfContained;

    @Option(
            names = "--accounts",
            paramLabel = "N",
            defaultValue = "10000",
            description = "how many accounts there are; opened before the load (default: ${DEFAULT-VALUE})")
    private int accounts;

    @Option(
            names = "--hot",
            paramLabel = "PERCENT",
            description = "how many of a hundred transfers debit one and the same account")
    private int hotPercent;

    @Option(
            names = "--zipf",
            arity = "0..1",
            paramLabel = "EXPONENT",
            fallbackValue = "0.99",
            description = "choose accounts by Zipf's law (default exponent: ${FALLBACK-VALUE})")
    private @Nullable Double zipfExponent;

    @Option(
            names = "--batch",
            paramLabel = "N",
            description = "how many transfers a request posts, 1 to 1000 (default: 1; for replay 200)")
    private @Nullable Integer batch;

    @Option(
            names = "--reads",
            paramLabel = "PERCENT",
            description = "how many of a hundred requests of a mixed load read (default: 50)")
    private @Nullable Integer readsPercent;

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "64",
            description = "how many connections there are, each with one request at a time (default: ${DEFAULT-VALUE})")
    private int connections;

    @Option(
            names = "--warmup",
            paramLabel = "TIME",
            converter = DurationText.class,
            description = "how long the load runs before it is measured (default: 15s)")
    private @Nullable Duration warmup;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = DurationText.class,
            description = "how long it is measured (default: 30s)")
    private @Nullable Duration duration;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description =
                    "send so many requests a second, when they are due, and count each latency from then (default: each"
                            + " connection sends its next request when the last one is answered)")
    private @Nullable Integer rate;

    @Option(
            names = "--transactions",
            paramLabel = "N",
            description = "how many transactions a replay is measured over (default: 100000)")
    private @Nullable Integer transactions;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "the same seed chooses the same accounts and amounts again (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--json", paramLabel = "FILE", description = "also write everything to a file, as JSON")
    private @Nullable Path json;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() {
        BenchPlan plan = plan();
        URI service = service();
        requireWritable();
        PrintWriter err = command.commandLine().getErr();
        try {
            return report(selfContained ? benchOwn(plan) : bench(plan, service, () -> false, null));
        } catch (BenchFailed e) {
            err.println(e.getMessage());
        } catch (RuntimeException e) {
            // Left to others it would end with 1, as if an audit had found a difference.
            err.println(Failure.explain(e));
        }
        return NOT_RUN;
    }

    private BenchReport benchOwn(BenchPlan plan) {
        try (OwnService service = OwnService.start(command.commandLine().getErr())) {
            Rebuild rebuild = plan.workload() == Workload.REPLAY ? service : null;
            return bench(plan, service.address(), service::isEnding, rebuild);
        }
    }

    private BenchReport bench(BenchPlan plan, URI service, BooleanSupplier cancelled, @Nullable Rebuild rebuild) {
        Progress progress = new Progress(command.commandLine().getErr(), Terminal.isThere());
        return new Benching(plan, service, progress, cancelled, Clock.systemUTC()).run(rebuild);
    }

    private int report(BenchReport report) {
        new ReportText(report).print(command.commandLine().getOut());
        boolean isWritten = json == null || isWritten(report, json);
        if (!report.audit().clean()) {
            return DIFFERENT;
        }
        return isWritten ? CLEAN : NOT_RUN;
    }

    private boolean isWritten(BenchReport report, Path file) {
        JsonMapper mapper =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        try {
            Files.writeString(file, mapper.writeValueAsString(report) + "\n");
            return true;
        } catch (IOException e) {
            command.commandLine().getErr().printf("--json: %s could not be written: %s%n", file, e.getMessage());
            return false;
        }
    }

    private BenchPlan plan() {
        require(rate == null || rate > 0, "--rate has to be 1 or more.");
        require(zipfExponent == null || zipfExponent > 0, "--zipf has to be more than 0.");
        require(workload == Workload.MIXED || readsPercent == null, "--reads is for the workload mixed.");
        require(workload == Workload.REPLAY || transactions == null, "--transactions is for the workload replay.");
        require(
                workload != Workload.REPLAY || (warmup == null && duration == null && rate == null),
                "--warmup, --duration and --rate are not for the workload replay, which posts all of its --transactions at once.");
        try {
            return new BenchPlan(
                    workload,
                    hotPercent,
                    zipfExponent == null ? 0 : zipfExponent,
                    batch != null ? batch : workload == Workload.REPLAY ? BATCH_OF_REPLAY : 1,
                    readsPercent == null ? BenchPlan.READS_PERCENT_USUAL : readsPercent,
                    accounts,
                    connections,
                    warmup == null ? WARMUP_USUAL : warmup,
                    duration == null ? DURATION_USUAL : duration,
                    rate == null ? 0 : rate,
                    seed,
                    transactions == null ? TRANSACTIONS_USUAL : transactions);
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage());
        }
    }

    private URI service() {
        URI address = url == null ? URI.create("http://localhost:8080") : url;
        require(url == null || !selfContained, "--url and --self-contained name different services: give one.");
        require(
                workload != Workload.REPLAY || selfContained,
                "replay empties the read tables of the service, which a running one does not allow: give --self-contained.");
        return ServiceAddress.of(address, Set.of("http"))
                .orElseThrow(() -> usage(
                        "--url has to be an address such as http://localhost:8080; the load is sent without TLS."));
    }

    /** A run of an hour must not end with a figure that has nowhere to go. */
    private void requireWritable() {
        if (json != null) {
            Path directory = json.toAbsolutePath().getParent();
            require(
                    !Files.isDirectory(json) && Files.isWritable(Files.exists(json) ? json : directory),
                    "--json: %s cannot be written to.".formatted(json));
        }
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw usage(otherwise);
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
