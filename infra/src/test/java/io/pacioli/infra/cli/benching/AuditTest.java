package io.pacioli.infra.cli.benching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pacioli.infra.cli.benching.LyingService.Lie;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whole runs against a service in memory, which the audit has to see through. */
@Timeout(60)
class AuditTest {

    private static final BenchPlan PLAN =
            new BenchPlan(Workload.TRANSFERS, 0, 0, 1, 0, 4, 2, Duration.ZERO, Duration.ofMillis(600), 0, 1, 1_000);

    @Test
    void an_honest_service_is_found_clean() throws IOException {
        try (LyingService service = new LyingService(Lie.NONE)) {
            BenchReport report = run(service.address());

            assertThat(report.audit().differences()).isEmpty();
            assertThat(report.audit().clean()).isTrue();
            assertThat(report.audit().journalTransactions())
                    .isEqualTo(report.audit().acknowledgedTransactions())
                    .isGreaterThan(1);
            // The ledger was opened by an event that is no transaction.
            assertThat(report.audit().journalEvents()).isEqualTo(report.audit().journalTransactions() + 1);
            assertThat(report.audit().accounts()).isEqualTo(4);
            assertThat(report.errors()).isEmpty();
            assertThat(text(report)).contains("Audit: clean.", "No errors.", "transfers");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "LOSES_A_TRANSACTION, is not in the journal",
        "POSTS_A_TRANSACTION_TWICE, twice",
        "POSTS_WHAT_NOBODY_SENT, which was not acknowledged",
        "LEAVES_A_GAP_IN_THE_JOURNAL, is followed by",
        "SHOWS_A_WRONG_BALANCE, assets:bench:1 has debits of",
        "SHOWS_A_WRONG_TRIAL_BALANCE, 'in the trial balance, assets:bench:1 has debits of'",
        "SHOWS_AN_EMPTY_TRIAL_BALANCE, 'in the trial balance, assets:bench:1 has debits of 0.00 and credits of 0.00'",
        "SHOWS_AN_AMOUNT_THAT_IS_NONE, an amount is",
        "LEADS_BACK_TO_A_PAGE, lead back to the cursor again",
        "POSTS_AGAIN_AND_CALLS_IT_A_REPLAY, twice",
        "FORGETS_ITS_KEYS, as if it were new",
        "ANSWERS_A_REPLAY_DIFFERENTLY, and when it was sent again as u-"
    })
    void a_lie_is_told_and_fails_the_run(Lie lie, String told) throws IOException {
        try (LyingService service = new LyingService(lie)) {
            BenchReport report = run(service.address());

            assertThat(report.audit().clean()).isFalse();
            assertThat(report.audit().differences())
                    .anySatisfy(difference -> assertThat(difference).contains(told));
            assertThat(text(report)).contains("AUDIT FAILED", told);
        }
    }

    @Test
    void what_is_turned_away_is_counted_and_sent_again_until_it_is_there() throws IOException {
        try (LyingService service = new LyingService(Lie.NONE)) {
            service.turnAway(5);

            BenchReport report = run(service.address());

            assertThat(report.errors()).containsExactly(Map.entry("QUEUE_FULL", 5L));
            assertThat(report.audit().differences()).isEmpty();
        }
    }

    @Test
    void what_was_taken_and_never_answered_is_sent_again_and_is_there_once() throws IOException {
        try (LyingService service = new LyingService(Lie.NONE)) {
            service.loseAnswers(3);

            BenchReport report = run(service.address());

            assertThat(report.errors()).containsExactly(Map.entry("CONNECTION_CUT", 3L));
            assertThat(report.audit().differences()).isEmpty();
        }
    }

    @Test
    void the_report_holds_everything_for_machines_and_null_for_what_is_not_known() throws IOException {
        try (LyingService service = new LyingService(Lie.NONE)) {
            JsonNode json = JsonMapper.shared().valueToTree(run(service.address()));

            assertThat(json.at("/options/workload").asString()).isEqualTo("transfers");
            assertThat(json.at("/options/seed").asLong()).isEqualTo(1);
            assertThat(json.at("/machine/cores").asInt()).isPositive();
            assertThat(json.at("/throughput/transactionsPerSecond").asDouble()).isPositive();
            assertThat(json.at("/latencies/0/kind").asString()).isEqualTo("transfers");
            assertThat(json.at("/latencies/0/p999").asDouble()).isPositive();
            assertThat(json.at("/service/peakMemoryBytes").isNull()).isTrue();
            assertThat(json.at("/service/cpuMicrosPerTransaction").asDouble())
                    .isEqualTo(LyingService.CPU_NANOS_PER_TRANSACTION / 1e3);
            assertThat(json.at("/projections/catchUpSeconds").isNull()).isFalse();
            assertThat(json.at("/replay").isNull()).isTrue();
            assertThat(json.at("/audit/clean").asBoolean()).isTrue();
        }
    }

    @Test
    void where_no_service_answers_the_message_says_what_to_do() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }

        assertThatThrownBy(() -> run(URI.create("http://localhost:" + free)))
                .isInstanceOf(BenchFailed.class)
                .hasMessage(
                        "No service answers at http://localhost:%d. Start one with ./pacioli serve, name another one with"
                                + " --url, or give --self-contained.",
                        free);
    }

    private static BenchReport run(URI service) {
        Progress progress = new Progress(new PrintWriter(Writer.nullWriter()), false);
        return new Benching(PLAN, service, progress, () -> false, Clock.systemUTC()).run(null);
    }

    private static String text(BenchReport report) {
        StringWriter text = new StringWriter();
        new ReportText(report).print(new PrintWriter(text));
        return text.toString();
    }
}
