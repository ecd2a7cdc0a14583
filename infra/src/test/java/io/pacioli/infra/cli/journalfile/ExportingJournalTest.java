package io.pacioli.infra.cli.journalfile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.infra.cli.progress.Progress;
import io.pacioli.infra.cli.verifying.FilledStore;
import io.pacioli.infra.cli.verifying.Scope;
import io.pacioli.infra.postgres.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is exported is the whole journal, and what the documentation's own program says is sound. */
class ExportingJournalTest {

    private static final TestDatabase STORE = FilledStore.copy();
    private static final Path DOCS = Path.of("..", "docs");
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Scope SIDE = new Scope(LedgerId.of("side"));

    @TempDir
    private Path directory;

    @AfterAll
    static void drop() {
        STORE.close();
    }

    @Test
    void a_file_of_everything_has_every_event_in_the_order_of_positions() throws Exception {
        List<JsonNode> lines = lines(export(STORE, Scope.EVERYTHING));
        JsonNode header = lines.getFirst();
        JsonNode end = lines.getLast();
        List<JsonNode> events = lines.subList(1, lines.size() - 1);

        assertThat(header)
                .isEqualTo(MAPPER.readTree(
                        "{\"format\":\"pacioli-journal\",\"version\":1,\"ledgers\":[\"shop\",\"side\"],\"events\":%d}"
                                .formatted(events.size())));
        assertThat(events.stream().map(ExportingJournalTest::inSql)).containsExactlyElementsOf(storedEvents());
        assertThat(end.path("end").stringValue()).isEqualTo("pacioli-journal");
        assertThat(end.path("events").longValue()).isEqualTo(events.size());
        assertThat(end.path("ledgers").valueStream().map(JsonNode::toString)).containsExactlyElementsOf(queried("""
                        select format('{"ledger":"%s","events":%s,"hash":"%s"}', ledger, journal_number, encode(hash, 'hex'))
                        from (select distinct on (ledger) * from event_store.events order by ledger, journal_number desc) last
                        """));
    }

    @Test
    void a_ledger_is_exported_alone() throws Exception {
        List<JsonNode> lines = lines(export(STORE, SIDE));

        assertThat(lines.getFirst().path("ledgers").toString()).isEqualTo("[\"side\"]");
        assertThat(lines.subList(1, lines.size() - 1).stream()
                        .map(line -> line.path("ledger").stringValue()))
                .containsOnly("side");
        assertThat(lines.getFirst().path("events").longValue())
                .isEqualTo(lines.getLast().path("events").longValue())
                .isEqualTo(lines.size() - 2);
    }

    @Test
    void the_program_of_the_documentation_reads_it() throws Exception {
        byte[] everything = export(STORE, Scope.EVERYTHING);
        List<JsonNode> ends = new ArrayList<>();
        lines(everything).getLast().path("ledgers").forEach(ends::add);

        assertThat(checked(everything)).containsExactly("0", summary(ends.get(0)), summary(ends.get(1)));
        assertThat(checked(export(STORE, SIDE))).containsExactly("0", summary(ends.get(1)));
        assertThat(checked(new String(everything, UTF_8)
                        .replaceFirst("\\n[^\\n]*\\n$", "\n")
                        .getBytes(UTF_8)))
                .containsExactly("1", "the file has no end: it was cut off");
        assertThat(checked(new String(everything, UTF_8)
                        .replaceFirst("\"revision\":1", "\"revision\":2")
                        .getBytes(UTF_8)))
                .first()
                .isEqualTo("1");
    }

    private static String summary(JsonNode end) {
        return "%s: %d events, 0 differences, last hash %s"
                .formatted(
                        end.path("ledger").stringValue(),
                        end.path("events").longValue(),
                        end.path("hash").stringValue());
    }

    @Test
    void an_installation_without_ledgers_has_a_file_without_events() throws Exception {
        try (TestDatabase empty = TestDatabase.fresh()) {
            String header = "{\"format\":\"pacioli-journal\",\"version\":1,\"ledgers\":[],\"events\":0}\n";
            String sha256 = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(header.getBytes(UTF_8)));
            assertThat(new String(export(empty, Scope.EVERYTHING), UTF_8)).isEqualTo(header + """
                    {"end":"pacioli-journal","events":0,"ledgers":[],"sha256":"%s"}
                    """.formatted(sha256));
        }
    }

    @Test
    void a_ledger_that_is_not_there_is_not_exported() {
        assertThatThrownBy(() -> export(STORE, new Scope(LedgerId.of("nowhere"))))
                .isInstanceOfSatisfying(
                        ExportImpossible.class,
                        impossible -> assertThat(impossible.isDamaged()).isFalse())
                .hasMessage("There is no ledger nowhere.");
    }

    @Test
    void a_damaged_journal_is_not_exported() throws Exception {
        for (String damage : List.of(
                "update event_store.events set metadata = '{}' where ledger = 'side' and journal_number = 3",
                "update event_store.events set hash = sha256('') where ledger = 'side' and journal_number = 3",
                "delete from event_store.events where ledger = 'side' and journal_number = 3",
                "delete from event_store.events where position = (select position from event_store.head)")) {
            try (TestDatabase store = FilledStore.copy()) {
                execute(store, damage);

                assertThatThrownBy(() -> export(store, Scope.EVERYTHING))
                        .as(damage)
                        .isInstanceOfSatisfying(
                                ExportImpossible.class,
                                impossible -> assertThat(impossible.isDamaged()).isTrue())
                        .hasMessageStartingWith("The stored journal is damaged");
            }
        }
    }

    @Test
    void a_file_gets_its_name_when_it_is_complete_and_never_takes_anothers() throws Exception {
        Path file = directory.resolve("journal.jsonl");
        try (NewFile begun = NewFile.begin(file, false)) {
            begun.out().write('a');
            assertThat(file).doesNotExist();
        }
        assertThat(directory).isEmptyDirectory();

        try (NewFile begun = NewFile.begin(file, false)) {
            begun.out().write('b');
            begun.complete();
        }
        assertThat(file).hasContent("b");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThatThrownBy(() -> NewFile.begin(file, false)).isInstanceOf(FileAlreadyExistsException.class);

        try (NewFile begun = NewFile.begin(file, true)) {
            begun.out().write('c');
            begun.complete();
        }
        assertThat(file).hasContent("c");
        assertThat(directory).isDirectoryContaining(each -> each.equals(file));
    }

    private static byte[] export(TestDatabase store, Scope scope) throws SQLException, IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        new ExportingJournal(store.service(), scope, Progress.NONE).to(file);
        return file.toByteArray();
    }

    private static List<JsonNode> lines(byte[] file) {
        return new String(file, UTF_8).lines().map(MAPPER::readTree).toList();
    }

    private static String inSql(JsonNode event) {
        return String.join(
                "|",
                event.path("ledger").stringValue(),
                event.path("journalNumber").toString(),
                event.path("id").stringValue(),
                event.path("type").stringValue(),
                event.path("revision").toString(),
                event.path("recordedAt").stringValue(),
                event.path("payload").stringValue(),
                event.path("erasable").stringValue(""),
                event.path("metadata").stringValue(),
                event.path("hash").stringValue());
    }

    private static List<String> storedEvents() throws SQLException {
        return queried("""
                select concat_ws('|', ledger, journal_number, event_id, type, revision,
                  to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), payload::text,
                  coalesce(erasable::text, ''), metadata::text, encode(hash, 'hex'))
                from event_store.events order by position""");
    }

    private static List<String> queried(String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (var connection = STORE.service().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    private static void execute(TestDatabase store, String sql) throws SQLException {
        try (var connection = store.owner().getConnection();
                var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isEqualTo(1);
        }
    }

    /** The exit status of the program and the lines that it prints. */
    private List<String> checked(byte[] file) throws IOException, InterruptedException {
        Path input = Files.write(directory.resolve("checked.jsonl"), file);
        Process python;
        try {
            python = new ProcessBuilder("python3", "check_journal.py")
                    .directory(DOCS.toFile())
                    .redirectInput(input.toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            return abort("no Python on this machine");
        }
        List<String> lines = new ArrayList<>(new String(python.getInputStream().readAllBytes(), UTF_8)
                .lines()
                .toList());
        assertThat(python.waitFor(30, TimeUnit.SECONDS)).isTrue();
        lines.addFirst(Integer.toString(python.exitValue()));
        return lines;
    }
}
