package io.pacioli.infra.cli;

import io.pacioli.infra.cli.service.ServiceClient;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/** What an operator decides about a rebuild, named by its number. */
abstract class DecideRebuildCommand extends OperatorCommand {

    @Parameters(paramLabel = "ID", description = "the number of a rebuild")
    private long id;

    @Override
    final int run(ServiceClient service, PrintWriter out) {
        out.println(RebuildText.line(post(service, "%s/%d/%s".formatted(REBUILDS, id, action()), body())));
        return 0;
    }

    abstract String action();

    String body() {
        return "{}";
    }

    private static String reason(@Nullable String reason) {
        JsonMapper mapper = JsonMapper.shared();
        return reason == null
                ? "{}"
                : mapper.createObjectNode().put("reason", reason).toString();
    }

    @Command(name = "pause", description = "Pauses a rebuild.")
    static final class Pause extends DecideRebuildCommand {
        @Override
        String action() {
            return "pause";
        }
    }

    @Command(name = "resume", description = "Lets a rebuild go on that was paused.")
    static final class Resume extends DecideRebuildCommand {
        @Override
        String action() {
            return "resume";
        }
    }

    @Command(name = "throttle", description = "Says how fast a rebuild may go.")
    static final class Throttle extends DecideRebuildCommand {
        @Option(
                names = "--events-per-second",
                paramLabel = "N",
                description = "how many events a second (default: as fast as it can)")
        private @Nullable Integer eventsPerSecondMax;

        @Override
        String action() {
            return "throttle";
        }

        @Override
        String body() {
            return eventsPerSecondMax == null ? "{}" : "{\"eventsPerSecondMax\":%d}".formatted(eventsPerSecondMax);
        }
    }

    @Command(name = "cancel", description = "Gives a rebuild up; nothing of it stays.")
    static final class Cancel extends DecideRebuildCommand {
        @Override
        String action() {
            return "cancel";
        }
    }

    @Command(name = "switch", description = "Puts a rebuild that is ready in the place of the tables in use.")
    static final class Switch extends DecideRebuildCommand {
        @Option(names = "--reason", paramLabel = "TEXT", description = "why, where it differs from them")
        private @Nullable String reason;

        @Override
        String action() {
            return "switch";
        }

        @Override
        String body() {
            return reason(reason);
        }
    }

    @Command(name = "switch-back", description = "Puts the tables back that were in use before a switch.")
    static final class SwitchBack extends DecideRebuildCommand {
        @Option(names = "--reason", paramLabel = "TEXT", description = "why")
        private @Nullable String reason;

        @Override
        String action() {
            return "switch-back";
        }

        @Override
        String body() {
            return reason(reason);
        }
    }
}
