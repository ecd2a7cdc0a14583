package io.pacioli.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pacioli.infra.cli.journalfile.ExportingJournal;
import io.pacioli.infra.cli.journalfile.ImportingJournals;
import io.pacioli.infra.cli.progress.Progress;
import io.pacioli.infra.cli.verifying.FilledStore;
import io.pacioli.infra.cli.verifying.Scope;
import io.pacioli.infra.cli.verifying.Verification;
import io.pacioli.infra.eventstore.SoundJournal;
import io.pacioli.infra.postgres.TestDatabase;
import io.pacioli.model.Comparison;
import io.pacioli.model.Steps;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.state.ActionChain;

/** Books that were exported and imported say what they said, answer again what they answered, and go on. */
class CopiedBooksProperties {

    private static final int BOOKS = 4;
    private static final int STEPS_MAX = 30;
    private static final Duration READ_MODELS_WAIT_MAX = Duration.ofSeconds(60);
    private static final String LEDGER = "/v1/ledgers/retried";

    private static final String RENT = """
            {"reference":"rent-1","effectiveAt":"2026-01-31","description":"Rent","postings":[
             {"account":"expenses:rent","direction":"debit","amount":"10.00","currency":"EUR"},
             {"account":"assets:bank","direction":"credit","amount":"10.00","currency":"EUR"}]}""";

    private final Service original = Service.start("--pacioli.rights.adjust=true", "--pacioli.rights.force=true");

    @Property(tries = 1, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void a_copy_of_random_books_goes_on_where_they_stand(@ForAll("books") List<ActionChain<Comparison>> books)
            throws Exception {
        Path file = Files.createTempFile("pacioli-books-", ".jsonl");
        try (original;
                TestDatabase database = TestDatabase.fresh()) {
            FilledStore.fill(original);
            books.forEach(ActionChain::run);
            original.post("/v1/ledgers", """
                    {"id":"retried","name":"Retried","timeZone":"UTC","chart":"open","currencies":[{"code":"EUR"}]}""").expect(201);
            Reply first = original.post(LEDGER + "/transactions", "rent", RENT).expect(201);
            long position = first.position();
            export(original.database(), file);
            copy(file, database);
            Map<String, String> before = books(original, position);

            Service copied = Service.on(database);
            try {
                assertThat(books(copied, position)).isEqualTo(before);
                goesOn(copied, first);
            } finally {
                copied.stop();
            }
            assertClean(database);
        } finally {
            Files.delete(file);
        }
    }

    @Provide
    Arbitrary<List<ActionChain<Comparison>>> books() {
        return Steps.forService(() -> new ServiceOverHttp(original))
                .withMaxTransformations(STEPS_MAX)
                .list()
                .ofSize(BOOKS);
    }

    private static void export(TestDatabase database, Path file) throws SQLException, IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            new ExportingJournal(database.service(), Scope.EVERYTHING, Progress.NONE).to(out);
        }
    }

    private static void copy(Path file, TestDatabase database) throws SQLException, IOException {
        ImportingJournals importing = new ImportingJournals(List.of(file), Progress.NONE);
        importing.check();
        importing.into(database.service());
    }

    /** What each ledger says of itself, its balances, its open holds and its journal, hashes included. */
    private static Map<String, String> books(Service service, long position) {
        Map<String, String> books = new LinkedHashMap<>();
        await().atMost(READ_MODELS_WAIT_MAX)
                .until(() -> read(service, "/v1/ledgers", position).status() == 200);
        read(service, "/v1/ledgers?limit=500", position).json().path("data").forEach(ledger -> {
            String path = "/v1/ledgers/" + ledger.path("id").stringValue();
            for (String what :
                    List.of("", "/trial-balance", "/holds", "/period-closings", "/transactions", "/events")) {
                books.put(
                        path + what,
                        read(service, path + what, position).expect(200).body());
            }
        });
        assertThat(books).hasSizeGreaterThan(BOOKS);
        return books;
    }

    /** Once the read models have come as far as that. */
    private static Reply read(Service service, String path, long position) {
        return service.send(service.request(path)
                .header("Ledger-Position", Long.toString(position))
                .GET());
    }

    private static void goesOn(Service copied, Reply first) {
        Reply retried = copied.post(LEDGER + "/transactions", "rent", RENT).expect(201);
        assertThat(retried.isReplayed()).isTrue();
        assertThat(retried.body()).isEqualTo(first.body());
        assertThat(copied.post(LEDGER + "/transactions", "rent", RENT.replace("10.00", "11.00"))
                        .expect(422)
                        .code())
                .isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertThat(copied.post(LEDGER + "/transactions", RENT).code()).isEqualTo("REFERENCE_TAKEN");

        Reply next = copied.post(LEDGER + "/transactions", RENT.replace("rent-1", "rent-2"))
                .expect(201);
        assertThat(next.json().path("journalNumber").longValue())
                .isEqualTo(first.json().path("journalNumber").longValue() + 1);
        assertThat(read(copied, LEDGER + "/accounts/assets:bank", next.position())
                        .body())
                .contains("\"balance\":\"-20.00\"");
        copied.post(LEDGER + "/currencies", "{\"code\":\"CHF\"}").expect(201);
        copied.post(LEDGER + "/transactions/" + first.json().path("id").stringValue() + "/reverse", "{}")
                .expect(201);
    }

    private static void assertClean(TestDatabase database) throws SQLException, InterruptedException {
        SoundJournal.assertSound(database.service());
        List<String> told = new ArrayList<>();
        new Verification(
                        database.service(),
                        Scope.EVERYTHING,
                        difference -> told.add(difference.toString()),
                        Progress.NONE)
                .run();
        assertThat(told).isEmpty();
    }
}
