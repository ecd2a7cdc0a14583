package io.pacioli.infra.cli.journalfile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.infra.cli.progress.Progress;
import io.pacioli.infra.cli.verifying.FilledStore;
import io.pacioli.infra.cli.verifying.Rehash;
import io.pacioli.infra.cli.verifying.Scope;
import io.pacioli.infra.postgres.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** However a file is damaged, it is refused, and at the line that is. */
class DamagedFileTest {

    private static final int TRIES = 150;

    private static final byte[] EVERYTHING = exported(Scope.EVERYTHING);
    private static final byte[] SIDE = exported(new Scope(LedgerId.of("side")));

    @TempDir
    private Path directory;

    private final long seed = Long.getLong("pacioli.damage.seed", System.nanoTime());
    private final Random random = new Random(seed);

    private static byte[] exported(Scope scope) {
        try (TestDatabase store = FilledStore.copy()) {
            return ImportingJournalsTest.export(store, scope);
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_flipped_bit_is_told_at_its_line() throws IOException {
        assertThat(check(SIDE).events()).isPositive();
        for (int i = 0; i < TRIES; i++) {
            byte[] file = (i % 2 == 0 ? SIDE : EVERYTHING).clone();
            int at = lineStart(file, 2) + random.nextInt(file.length - lineStart(file, 2));
            file[at] ^= (byte) (1 << random.nextInt(8));

            assertThat(refusedLine(file)).as("seed %d, byte %d", seed, at).isEqualTo(lineOf(file, at));
        }
    }

    @Test
    void a_flipped_bit_in_the_header_is_told_too() throws IOException {
        for (int at = 0; at < lineStart(EVERYTHING, 2); at++) {
            byte[] file = EVERYTHING.clone();
            file[at] ^= (byte) (1 << random.nextInt(8));

            assertThat(refusedLine(file)).as("seed %d, byte %d", seed, at).isPositive();
        }
    }

    @Test
    void a_line_that_is_missing_is_told_where_it_was() throws IOException {
        List<String> lines = lines(SIDE);
        for (int i = 0; i < lines.size(); i++) {
            List<String> rest = new ArrayList<>(lines);
            rest.remove(i);

            assertThat(refusedLine(bytes(rest))).as("line %d", i + 1).isEqualTo(i + 1);
        }
        for (int i = 0; i < TRIES; i++) {
            List<String> rest = new ArrayList<>(lines(EVERYTHING));
            int removed = random.nextInt(rest.size());
            rest.remove(removed);

            assertThat(refusedLine(bytes(rest))).as("seed %d", seed).isGreaterThan(removed);
        }
    }

    @Test
    void lines_that_are_swapped_or_doubled_are_told() throws IOException {
        List<String> lines = lines(SIDE);
        for (int i = 0; i < lines.size(); i++) {
            List<String> doubled = new ArrayList<>(lines);
            doubled.add(i, lines.get(i));

            assertThat(refusedLine(bytes(doubled))).as("line %d", i + 1).isEqualTo(i + 2);
        }
        for (int i = 0; i < lines.size() - 1; i++) {
            List<String> swapped = new ArrayList<>(lines);
            Collections.swap(swapped, i, i + 1);

            assertThat(refusedLine(bytes(swapped))).as("line %d", i + 1).isEqualTo(i + 1);
        }
        for (int i = 0; i < TRIES; i++) {
            List<String> swapped = new ArrayList<>(lines(EVERYTHING));
            int first = 1 + random.nextInt(swapped.size() - 3);
            Collections.swap(swapped, first, first + 1);

            assertThat(refusedLine(bytes(swapped))).as("seed %d", seed).isGreaterThan(first);
        }
    }

    /** Each ledger's chain holds, and no time runs backwards: the order among ledgers is told by the digest of all lines alone. */
    @Test
    void events_of_one_moment_that_have_changed_places_are_told_at_the_end() throws Exception {
        int lastOfShop;
        byte[] file;
        try (TestDatabase store = FilledStore.copy()) {
            lastOfShop = eventsBeforeSide(store);
            file = ImportingJournalsTest.export(store, Scope.EVERYTHING);
        }
        List<String> swapped = new ArrayList<>(lines(file));
        assertThat(check(file).events()).isEqualTo(swapped.size() - 2);
        Collections.swap(swapped, lastOfShop, lastOfShop + 1);

        Path damaged = Files.write(directory.resolve("damaged"), bytes(swapped));
        assertThatThrownBy(() -> check(damaged))
                .isInstanceOf(FileDamaged.class)
                .hasMessageStartingWith("%s:%d: expected sha256 ", damaged, swapped.size());
    }

    /** Has the first event of one ledger be of the same moment as the other ledger's event before it, whose position is returned. */
    private static int eventsBeforeSide(TestDatabase store) throws SQLException {
        try (var connection = store.owner().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("""
                    update event_store.events side set recorded_at = shop.recorded_at from event_store.events shop
                    where side.ledger = 'side' and side.journal_number = 1 and shop.position = side.position - 1""");
            Rehash.all(connection);
            try (var row = statement.executeQuery(
                    "select position - 1 from event_store.events where ledger = 'side' and journal_number = 1")) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    @Test
    void a_file_that_was_cut_off_is_told_where_it_ends() throws IOException {
        for (int i = 0; i < TRIES; i++) {
            int length = random.nextInt(EVERYTHING.length);
            byte[] cut = Arrays.copyOf(EVERYTHING, length);

            assertThat(refusedLine(cut)).as("seed %d, %d bytes", seed, length).isEqualTo(lineOf(cut, length));
        }
    }

    @Test
    void what_was_compressed_and_damaged_is_refused() throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(SIDE);
        }
        byte[] sound = compressed.toByteArray();
        // The first bytes say how it was compressed and when, which changes nothing of what it says.
        for (int i = 0; i < TRIES; i++) {
            byte[] flipped = sound.clone();
            int at = 10 + random.nextInt(sound.length - 10);
            flipped[at] ^= (byte) (1 << random.nextInt(8));

            // A few bits only fill a byte up.
            assertThat(refusedLine(flipped) > 0 || Arrays.equals(unzipped(flipped), SIDE))
                    .as("seed %d, byte %d", seed, at)
                    .isTrue();
            assertThat(refusedLine(Arrays.copyOf(sound, 2 + random.nextInt(sound.length - 2))))
                    .as("seed %d", seed)
                    .isPositive();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | 1 | the file is empty",
                "{} | 1 | this is not the header of a journal file",
                "[] | 1 | this is not a JSON object",
                "{\"format\":\"other\",\"version\":1,\"ledgers\":[],\"events\":0} | 1 | this is not the header of a journal file",
                "{\"format\":\"pacioli-journal\",\"version\":2} | 1 | version 2 of the format is not known here, but version 1",
                "{\"format\":\"pacioli-journal\",\"version\":1,\"ledgers\":[],\"events\":0,\"more\":1} | 1 | unknown field \"more\"",
                "{\"format\":\"pacioli-journal\",\"version\":1,\"ledgers\":[\"Shop\"],\"events\":0} | 1 | \"Shop\" is no ledger's id",
                "{\"format\":\"pacioli-journal\",\"version\":1,\"ledgers\":[\"a\",\"a\"],\"events\":0} | 1 | \"ledgers\" names one twice",
                "{\"format\":\"pacioli-journal\",\"version\":1,\"ledgers\":{},\"events\":0} | 1 | \"ledgers\" has to be a list",
                "{\"format\":\"pacioli-journal\",\"version\":1,\"ledgers\":[],\"events\":-1} | 1 | \"events\" has to be a whole number",
                "{\"format\":\"pacioli-journal\",\"version\":1,\"ledgers\":[],\"events\":0} | 2 | the file was cut off: its end is missing"
            })
    void what_is_no_journal_file_is_refused(String header, long line, String reason) throws IOException {
        Path file = Files.writeString(directory.resolve("file"), header.isEmpty() ? "" : header + "\n");

        assertThatThrownBy(() -> check(file))
                .isInstanceOfSatisfying(
                        FileDamaged.class, damaged -> assertThat(damaged.line()).isEqualTo(line))
                .hasMessage("%s:%d: %s", file, line, reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"type\":\"ledger-opened\" | \"type\":\"ledger-founded\" | expected hash",
                "\"revision\":1 | \"revision\":\"1\" | \"revision\" has to be a whole number",
                "\"revision\":1 | \"revision\":40000 | \"revision\" has to be 1 to 32767",
                "\"journalNumber\":1 | \"journalNumber\":1.0 | \"journalNumber\" has to be a whole number",
                "\"journalNumber\":1 | \"journalNumber\":2 | expected journal number 1 of the ledger side, found 2",
                "\"journalNumber\":1 | \"journalNumber\":1,\"journalNumber\":1 | this is not JSON",
                "\"ledger\":\"side\" | \"ledger\":\"shop\" | no event of the ledger shop is expected",
                "\"metadata\":\" | \"metadata\":\" | expected hash",
                "\"hash\":\" | \"hash\":\"A | \"hash\" has to be 64 lower-case hexadecimal digits",
                "\"id\":\" | \"id\":\"x | \"id\" is no UUID",
                "\"recordedAt\":\" | \"recordedAt\":\"+ | \"recordedAt\" has to be as in 2026-03-01T08:00:00.000001Z",
                "\"payload\":\" | \"payload\":[ | this is not JSON"
            })
    void what_is_wrong_with_an_event_is_said(String before, String after, String reason) throws IOException {
        List<String> lines = new ArrayList<>(lines(SIDE));
        String changed = lines.get(1).replaceFirst(before, after);
        lines.set(
                1,
                changed.equals(lines.get(1))
                        ? changed.replaceFirst("\"metadata\":\"\\{", "\"metadata\":\"{ ")
                        : changed);
        Path file = Files.write(directory.resolve("file"), bytes(lines));

        assertThatThrownBy(() -> check(file))
                .isInstanceOf(FileDamaged.class)
                .hasMessageStartingWith("%s:2: %s", file, reason);
    }

    /** What a file says of itself has to be so, although the digest of its lines is right. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "header | \"events\":%d | \"events\":1%d | the header says",
                "header | \"ledgers\":[\"side\"] | \"ledgers\":[\"side\",\"shop\"] | the header says",
                "end | \"events\":%d,\"ledgers\" | \"events\":1%d,\"ledgers\" | the header says",
                "end | \"ledger\":\"side\" | \"ledger\":\"shop\" | the ledger side has",
                "end | \"events\":%d,\"hash\" | \"events\":1%d,\"hash\" | the ledger side has",
                "end | \"hash\":\" | \"hash\":\"0 | \"hash\" has to be",
                "end | \"end\":\"pacioli-journal\" | \"end\":\"journal\" | this is not the end of a journal file"
            })
    void what_a_file_says_of_itself_has_to_be_so(String where, String before, String after, String reason)
            throws IOException {
        List<String> lines = new ArrayList<>(lines(SIDE));
        int events = lines.size() - 2;
        int place = where.equals("header") ? 0 : lines.size() - 1;
        String said = lines.get(place).replace(before.formatted(events), after.formatted(events));
        assertThat(said).isNotEqualTo(lines.get(place));
        lines.set(place, said);
        Path file = Files.write(directory.resolve("file"), bytes(digested(lines)));

        assertThatThrownBy(() -> check(file))
                .isInstanceOf(FileDamaged.class)
                .hasMessageStartingWith("%s:%d: %s", file, lines.size(), reason);
    }

    /** With the digest of the lines as they are. */
    private static List<String> digested(List<String> lines) {
        MessageDigest digest = Format.sha256();
        lines.subList(0, lines.size() - 1).forEach(line -> Format.update(digest, line.getBytes(UTF_8)));
        List<String> digested = new ArrayList<>(lines);
        digested.set(
                lines.size() - 1,
                lines.getLast()
                        .replaceFirst(
                                "\"sha256\":\"[0-9a-f]+\"",
                                "\"sha256\":\"" + HexFormat.of().formatHex(digest.digest()) + "\""));
        return digested;
    }

    private static byte[] unzipped(byte[] compressed) throws IOException {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            return gzip.readAllBytes();
        }
    }

    private long refusedLine(byte[] content) throws IOException {
        Path file = Files.write(directory.resolve("damaged"), content);
        FileDamaged damaged = catchThrowableOfType(FileDamaged.class, () -> check(file));
        return damaged == null ? 0 : damaged.line();
    }

    private Imported check(byte[] content) throws IOException {
        return check(Files.write(directory.resolve("sound"), content));
    }

    private static Imported check(Path file) throws IOException {
        return new ImportingJournals(List.of(file), Progress.NONE).check();
    }

    private static List<String> lines(byte[] file) {
        return new String(file, UTF_8).lines().toList();
    }

    private static byte[] bytes(List<String> lines) {
        return (String.join("\n", lines) + "\n").getBytes(UTF_8);
    }

    /** The line, from 1, that a byte of the undamaged part before it stands in. */
    private static long lineOf(byte[] file, int at) {
        long line = 1;
        for (int i = 0; i < at; i++) {
            line += file[i] == '\n' ? 1 : 0;
        }
        return line;
    }

    private static int lineStart(byte[] file, int line) {
        int start = 0;
        for (int left = line - 1; left > 0; start++) {
            left -= file[start] == '\n' ? 1 : 0;
        }
        return start;
    }
}
