package io.pacioli.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.blackbox.Service;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

@Timeout(180)
@TestInstance(Lifecycle.PER_CLASS)
class ProjectionsCommandTest {

    private final Service service = Service.start();

    private record Ended(int status, String out, String err) {}

    @AfterAll
    void close() {
        service.close();
    }

    @Test
    void a_rebuild_is_followed_to_its_end_listed_and_too_late_to_be_cancelled() {
        service.openLedger("strict");

        Ended rebuilt = run("rebuild", "balances");

        assertThat(rebuilt.status()).as(rebuilt.toString()).isZero();
        assertThat(rebuilt.out()).contains("switched", "balances", "0 differences");
        String id = id(rebuilt.out().lines().toList().getLast());
        assertThat(run("rebuilds").out()).contains(id + "  switched");
        Ended cancelled = run("cancel", id);
        assertThat(cancelled.status()).isOne();
        assertThat(cancelled.err()).startsWith("REBUILD_ENDED: ");
        Ended back = run("switch-back", id, "--reason", "only \"tried\"");
        assertThat(back.status()).isZero();
        assertThat(back.out()).contains("switching-back");
    }

    @Test
    void a_manual_rebuild_waits_and_is_paused_throttled_resumed_and_cancelled() {
        Ended begun = run("rebuild", "entries", "--manual", "--detach");
        String id = id(begun.out());

        assertThat(run("pause", id).out()).contains("(paused)");
        assertThat(run("throttle", id, "--events-per-second", "1000").status()).isZero();
        assertThat(run("resume", id).out()).doesNotContain("(paused)");
        assertThat(run("rebuild", "all").err()).startsWith("REBUILD_RUNNING: ");
        assertThat(run("cancel", id).out()).contains("cancelled");
    }

    @Test
    void the_read_models_are_listed_and_none_has_parked_a_ledger() {
        Ended list = run("list");

        assertThat(list.status()).isZero();
        assertThat(list.out()).contains("NAME", "balances", "transactions");
        assertThat(run("parked").out()).isEqualTo("No ledger is parked.\n");
        assertThat(run("retry").status()).isZero();
        assertThat(run("skip", "nobody", "--reason", "why not").err()).startsWith("LEDGER_NOT_PARKED: ");
    }

    @Test
    void what_is_not_there_is_refused() {
        assertThat(run("rebuild", "nobody").err()).startsWith("PROJECTION_NOT_FOUND: ");
        assertThat(run("pause", "987654").err()).startsWith("REBUILD_NOT_FOUND: ");
        assertThat(run("list", "--url", "nonsense").status()).isEqualTo(2);
    }

    private static String id(String line) {
        return line.substring(0, line.indexOf(' '));
    }

    private Ended run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> all = new ArrayList<>(List.of(arguments));
        if (!all.contains("--url")) {
            all.addAll(List.of("--url", "http://localhost:" + service.port()));
        }
        int status = new CommandLine(new ProjectionsCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
        return new Ended(status, out.toString(), err.toString());
    }
}
