package io.pacioli.infra.cli.journalfile;

import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.pacioli.blackbox.Reply;
import io.pacioli.blackbox.Service;
import io.pacioli.infra.cli.progress.Progress;
import io.pacioli.infra.cli.verifying.FilledStore;
import io.pacioli.infra.cli.verifying.Scope;
import io.pacioli.infra.cli.verifying.Verification;
import io.pacioli.infra.postgres.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An import into an installation whose service runs and takes commands. */
class ImportingBesideServiceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String SALE = """
            {"postings":[{"account":"assets:till","direction":"debit","amount":"1.00","currency":"EUR"},
             {"account":"income:sales","direction":"credit","amount":"1.00","currency":"EUR"}]}""";

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void export() throws Exception {
        try (TestDatabase store = FilledStore.copy()) {
            file = Files.write(directory.resolve("all.jsonl"), ImportingJournalsTest.export(store, Scope.EVERYTHING));
        }
    }

    @Test
    void commands_wait_for_it_and_then_know_what_it_brought() throws Exception {
        List<CompletableFuture<Reply>> waiting = new ArrayList<>();
        try (Service service = Service.start()) {
            ImportingJournals importing = new ImportingJournals(List.of(file), new WhileWriting(() -> {
                waiting.add(supplyAsync(() -> service.post("/v1/ledgers", ledger("shop"))));
                waiting.add(supplyAsync(() -> service.post("/v1/ledgers", ledger("another"))));
                await().atMost(PATIENCE).until(() -> waitForHead(service));
                assertThat(waiting).noneMatch(CompletableFuture::isDone);
            }));
            importing.check();
            long events = importing.into(service.database().service()).events();

            waiting.getFirst().join().expectProblem(409, "LEDGER_EXISTS");
            assertThat(waiting.getLast().join().expect(201).position()).isEqualTo(events + 1);
            Reply sold = service.post("/v1/ledgers/side/transactions", SALE).expect(201);
            assertThat(sold.position()).isEqualTo(events + 2);
            assertThat(service.send(service.request("/v1/ledgers/side/accounts/assets:till/entries?limit=1")
                                    .header("Ledger-Position", Long.toString(sold.position()))
                                    .GET())
                            .expect(200)
                            .json()
                            .at("/data/0/position")
                            .longValue())
                    .isEqualTo(sold.position());
            assertSound(service);
        }
    }

    @Test
    void where_something_was_recorded_since_the_files_begin_it_is_refused_and_the_service_goes_on() throws Exception {
        try (Service service = Service.start()) {
            String ledger = service.openLedger("open");
            ImportingJournals importing = new ImportingJournals(List.of(file), Progress.NONE);
            importing.check();

            assertThatThrownBy(() -> importing.into(service.database().service()))
                    .isInstanceOf(ImportRefused.class)
                    .hasMessageContaining("recorded times never run backwards");

            service.post(ledger + "/transactions", SALE).expect(201);
            service.get("/v1/ledgers/shop").expectProblem(404, "LEDGER_NOT_FOUND");
        }
    }

    private static String ledger(String id) {
        return """
                {"id":"%s","name":"Books","timeZone":"UTC","chart":"open","currencies":[{"code":"EUR"}]}""".formatted(id);
    }

    private static boolean waitForHead(Service service) throws SQLException {
        try (var connection = service.database().service().getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        select count(*) from pg_stat_activity
                        where datname = current_database() and application_name = 'pacioli-append' and wait_event_type = 'Lock'""")) {
            row.next();
            return row.getLong(1) > 0;
        }
    }

    private static void assertSound(Service service) throws Exception {
        List<String> told = new ArrayList<>();
        new Verification(
                        service.database().service(),
                        Scope.EVERYTHING,
                        difference -> told.add(difference.toString()),
                        Progress.NONE)
                .run();
        assertThat(told).isEmpty();
    }

    /** Does something once, when events were written and before they are recorded. */
    private static final class WhileWriting implements Progress {

        private final Runnable happens;
        private boolean writing;

        WhileWriting(Runnable happens) {
            this.happens = happens;
        }

        @Override
        public void begin(String what, long count) {
            writing = what.equals("events");
        }

        @Override
        public void reached(long count) {
            if (writing) {
                writing = false;
                happens.run();
            }
        }

        @Override
        public void end() {}
    }
}
