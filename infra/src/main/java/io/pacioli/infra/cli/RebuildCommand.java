package io.pacioli.infra.cli;

import io.pacioli.infra.cli.progress.Progress;
import io.pacioli.infra.cli.progress.ProgressInLines;
import io.pacioli.infra.cli.progress.ProgressOnTerminal;
import io.pacioli.infra.cli.service.ServiceClient;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code pacioli projections rebuild}: makes read tables anew while the service runs, and follows that. */
@Command(
        name = "rebuild",
        description = "Makes read tables anew from the journal while the service runs, and switches to them.",
        footer = {
            "",
            "Queries and commands go on. The new tables are compared with those in use; where they differ, they are not switched"
                    + " to, and the command ends with status 2: look at what differs, then switch or cancel.",
            "Ending this command does not end the rebuild."
        })
final class RebuildCommand extends OperatorCommand {

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final Set<String> UNDER_WAY = Set.of("filling", "catching-up", "comparing");
    private static final int DIFFERENT = 2;

    @Parameters(paramLabel = "NAME", description = "a projection's name, or all")
    private String name;

    @Option(names = "--manual", description = "do not switch; wait for an operator to say so")
    private boolean manual;

    @Option(
            names = "--events-per-second",
            paramLabel = "N",
            description = "how fast it may go (default: as fast as it can, yielding to those who write)")
    private @Nullable Integer eventsPerSecondMax;

    @Option(names = "--detach", description = "begin it, say its number, and do not follow it")
    private boolean detached;

    @Override
    int run(ServiceClient service, PrintWriter out) {
        if (!name.matches("[a-z-]{1,40}")) {
            out.println("There is no projection of that name.");
            return 1;
        }
        String body = eventsPerSecondMax == null
                ? "{\"switch\":\"%s\"}".formatted(manual ? "manual" : "automatic")
                : "{\"switch\":\"%s\",\"eventsPerSecondMax\":%d}"
                        .formatted(manual ? "manual" : "automatic", eventsPerSecondMax);
        JsonNode begun = post(service, "%s/%s/rebuilds".formatted(PROJECTIONS, name), body);
        String path = REBUILDS + "/" + begun.path("id").asString("");
        if (detached) {
            out.println(RebuildText.line(begun));
            return 0;
        }
        JsonNode ended = follow(service, path, out);
        out.println(RebuildText.line(ended));
        boolean different = ended.at("/comparison/differences").longValue() > 0;
        if (different) {
            out.println(RebuildText.examples(ended));
        }
        return switch (ended.path("state").asString("")) {
            case "switched" -> 0;
            case "ready" -> different ? DIFFERENT : 0;
            default -> 1;
        };
    }

    private JsonNode follow(ServiceClient service, String path, PrintWriter out) {
        Progress progress = Terminal.isThere() ? ProgressOnTerminal.ofItems() : new ProgressInLines(out);
        JsonNode rebuild = get(service, path);
        String state = "";
        while (isUnderWay(rebuild)) {
            if (!rebuild.path("state").asString("").equals(state)) {
                progress.end();
                state = rebuild.path("state").asString("");
                progress.begin(state, rebuild.path("eventsTotal").longValue());
            }
            progress.reached(rebuild.path("eventsDone").longValue());
            try {
                Thread.sleep(LOOK_EVERY);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
            rebuild = get(service, path);
        }
        progress.end();
        return rebuild;
    }

    /** One that is equal and switches by itself is ready for a moment only. */
    private boolean isUnderWay(JsonNode rebuild) {
        String state = rebuild.path("state").asString("");
        return UNDER_WAY.contains(state)
                || (state.equals("ready")
                        && !manual
                        && rebuild.at("/comparison/differences").longValue() == 0);
    }
}
