package io.pacioli.infra.cli.journalfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.infra.cli.progress.Progress;
import io.pacioli.infra.cli.verifying.FilledStore;
import io.pacioli.infra.cli.verifying.Rehash;
import io.pacioli.infra.cli.verifying.Scope;
import io.pacioli.infra.cli.verifying.Verdict;
import io.pacioli.infra.cli.verifying.Verification;
import io.pacioli.infra.eventstore.SoundJournal;
import io.pacioli.infra.postgres.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was exported is imported as it was, or not at all. */
class ImportingJournalsTest {

    private static final TestDatabase STORE = FilledStore.copy();
    private static final Scope SHOP = new Scope(LedgerId.of("shop"));
    private static final Scope SIDE = new Scope(LedgerId.of("side"));

    private static final List<String> TABLES = List.of(
            "select * from event_store.events order by position",
            "select * from event_store.streams order by stream_id, sequence",
            "select * from event_store.keys order by hash, position",
            "select * from event_store.head");

    @TempDir
    private Path directory;

    @AfterAll
    static void drop() {
        STORE.close();
    }

    @Test
    void a_copy_of_everything_is_the_same_to_the_last_row() throws Exception {
        Path file = file("all.jsonl", export(STORE, Scope.EVERYTHING));
        try (TestDatabase copy = TestDatabase.fresh()) {
            Imported imported = into(copy, file);

            for (String table : TABLES) {
                assertThat(rows(copy, table)).as(table).isEqualTo(rows(STORE, table));
            }
            assertThat(imported.events())
                    .isEqualTo(rows(STORE, TABLES.getFirst()).size());
            assertThat(imported.ledgers()).isEqualTo(2);
            assertThat(export(copy, Scope.EVERYTHING)).isEqualTo(Files.readAllBytes(file));
            assertSound(copy);
        }
    }

    @Test
    void busy_accounts_have_snapshots_again() throws Exception {
        String snapshots = "select stream_id, sequence from snapshots.snapshot order by stream_id";
        String busy = """
                select s.stream_id, max(s.sequence) as sequence from event_store.streams s
                where exists (select from event_store.streams f join event_store.events e using (position)
                              where f.stream_id = s.stream_id and f.sequence = 0 and e.type = 'account-opened')
                group by s.stream_id having max(s.sequence) >= 63 order by s.stream_id""";
        try (TestDatabase copy = TestDatabase.fresh()) {
            into(copy, file("all.jsonl", export(STORE, Scope.EVERYTHING)));

            assertThat(rows(copy, busy)).hasSizeGreaterThan(1);
            assertThat(rows(copy, snapshots)).isEqualTo(rows(copy, busy));
        }
    }

    @Test
    void ledgers_that_were_exported_alone_are_merged_by_time() throws Exception {
        Path shop = file("shop.jsonl", export(STORE, SHOP));
        Path side = file("side.jsonl", export(STORE, SIDE));
        try (TestDatabase copy = TestDatabase.fresh()) {
            into(copy, side, shop);

            assertThat(export(copy, SHOP)).isEqualTo(Files.readAllBytes(shop));
            assertThat(export(copy, SIDE)).isEqualTo(Files.readAllBytes(side));
            assertSound(copy);
        }
    }

    @Test
    void what_is_there_is_neither_doubled_nor_put_behind_what_came_later() throws Exception {
        Path shop = file("shop.jsonl", export(STORE, SHOP));
        Path side = file("side.jsonl", export(STORE, SIDE));
        try (TestDatabase copy = TestDatabase.fresh()) {
            into(copy, side);
            List<List<String>> before = rows(copy, TABLES.getFirst());

            assertThatThrownBy(() -> into(copy, side))
                    .isInstanceOf(ImportRefused.class)
                    .hasMessageStartingWith("The ledger side is there already");
            assertThatThrownBy(() -> into(copy, shop))
                    .isInstanceOf(ImportRefused.class)
                    .hasMessageContaining("recorded times never run backwards");
            assertThatThrownBy(() -> new ImportingJournals(List.of(shop, shop), Progress.NONE).check())
                    .isInstanceOf(ImportRefused.class)
                    .hasMessageContaining("another file is of the ledger shop as well");
            assertThat(rows(copy, TABLES.getFirst())).isEqualTo(before);
        }
    }

    @Test
    void ledgers_of_two_installations_that_share_a_key_do_not_go_together() throws Exception {
        try (TestDatabase other = FilledStore.copy();
                TestDatabase copy = TestDatabase.fresh()) {
            try (var connection = other.owner().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("update event_store.events set ledger = 'twin' where ledger = 'side'");
                Rehash.all(connection);
            }
            Path side = file("side.jsonl", export(STORE, SIDE));
            Path twin = file("twin.jsonl", export(other, new Scope(LedgerId.of("twin"))));

            assertThatThrownBy(() -> into(copy, side, twin))
                    .isInstanceOf(ImportRefused.class)
                    .hasMessageStartingWith("The key \"")
                    .hasMessageContaining("(idempotency/default) is carried by event");
            assertEmpty(copy);
        }
    }

    @Test
    void a_history_that_does_not_hold_together_is_refused_although_its_hashes_do() throws Exception {
        for (String forgery : List.of(
                "update event_store.events set payload = replace(payload::text, '\"version\":2', '\"version\":7')::json"
                        + " where ledger = 'side' and type = 'transaction-posted' and journal_number < 8",
                "update event_store.events set journal_number = journal_number - 2 where ledger = 'side' and journal_number > 3")) {
            try (TestDatabase forged = FilledStore.copy()) {
                try (var connection = forged.owner().getConnection();
                        var statement = connection.createStatement()) {
                    if (forgery.contains("journal_number - 2")) {
                        statement.execute(
                                "delete from event_store.events where ledger = 'side' and journal_number in (2, 3)");
                    }
                    statement.execute(forgery);
                    Rehash.all(connection);
                }
                Path file = file("forged.jsonl", export(forged, SIDE), true);

                assertThatThrownBy(() -> new ImportingJournals(List.of(file), Progress.NONE).check())
                        .isInstanceOf(FileDamaged.class)
                        .hasMessageContaining("the account ");
            }
        }
    }

    @Test
    void recorded_times_that_run_backwards_are_refused_although_their_hashes_hold() throws Exception {
        try (TestDatabase forged = FilledStore.copy()) {
            try (var connection = forged.owner().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("update event_store.events set recorded_at = recorded_at - interval '1 day'"
                        + " where ledger = 'side' and journal_number = 4");
                Rehash.all(connection);
            }
            Path file = file("backwards.jsonl", export(forged, SIDE));

            assertThatThrownBy(() -> new ImportingJournals(List.of(file), Progress.NONE).check())
                    .isInstanceOf(FileDamaged.class)
                    .hasMessageStartingWith(file + ":5: recorded at ")
                    .hasMessageEndingWith(", earlier than the event before it");
        }
    }

    @Test
    void a_compressed_file_is_read_as_well() throws Exception {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(export(STORE, SIDE));
        }
        try (TestDatabase copy = TestDatabase.fresh()) {
            into(copy, file("side.jsonl.gz", compressed.toByteArray()));

            assertThat(export(copy, SIDE)).isEqualTo(export(STORE, SIDE));
        }
    }

    @Test
    void a_file_that_changes_after_it_was_checked_leaves_nothing() throws Exception {
        byte[] sound = export(STORE, Scope.EVERYTHING);
        Path file = file("all.jsonl", sound);
        try (TestDatabase copy = TestDatabase.fresh()) {
            ImportingJournals importing = new ImportingJournals(List.of(file), Progress.NONE);
            importing.check();
            sound[sound.length * 3 / 4] ^= 1;
            Files.write(file, sound);

            assertThatThrownBy(() -> importing.into(copy.service())).isInstanceOf(FileDamaged.class);
            assertEmpty(copy);
        }
    }

    @Test
    void an_installation_without_ledgers_is_copied_too() throws Exception {
        try (TestDatabase empty = TestDatabase.fresh();
                TestDatabase copy = TestDatabase.fresh()) {
            assertThat(into(copy, file("none.jsonl", export(empty, Scope.EVERYTHING)))
                            .events())
                    .isZero();
            assertEmpty(copy);
        }
    }

    private static Imported into(TestDatabase copy, Path... files) throws SQLException, IOException {
        ImportingJournals importing = new ImportingJournals(List.of(files), Progress.NONE);
        importing.check();
        return importing.into(copy.service());
    }

    private Path file(String name, byte[] content) throws IOException {
        return file(name, content, false);
    }

    private Path file(String name, byte[] content, boolean again) throws IOException {
        Path file = directory.resolve(name);
        assertThat(again || !Files.exists(file)).isTrue();
        return Files.write(file, content);
    }

    static byte[] export(TestDatabase store, Scope scope) throws SQLException, IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        new ExportingJournal(store.service(), scope, Progress.NONE).to(file);
        return file.toByteArray();
    }

    private static void assertSound(TestDatabase copy) throws SQLException, InterruptedException {
        SoundJournal.assertSound(copy.service());
        List<String> told = new ArrayList<>();
        Verdict verdict = new Verification(
                        copy.service(), Scope.EVERYTHING, difference -> told.add(difference.toString()), Progress.NONE)
                .run();
        assertThat(told).isEmpty();
        assertThat(verdict.isClean()).isTrue();
    }

    private static void assertEmpty(TestDatabase copy) throws SQLException {
        for (String table : TABLES.subList(0, 3)) {
            assertThat(rows(copy, table)).isEmpty();
        }
        assertThat(rows(copy, "select position from event_store.head")).containsExactly(List.of("0"));
    }

    private static List<List<String>> rows(TestDatabase store, String sql) throws SQLException {
        List<List<String>> rows = new ArrayList<>();
        try (var connection = store.service().getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            while (row.next()) {
                List<String> columns = new ArrayList<>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    columns.add(String.valueOf(row.getString(i)));
                }
                rows.add(columns);
            }
        }
        return rows;
    }
}
