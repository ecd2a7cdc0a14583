package io.pacioli.infra.eventstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.pacioli.domain.ledger.LedgerId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The chain as the documentation promises it to an auditor. */
class JournalHashTest {

    private static final LedgerId SHOP = LedgerId.of("corner-shop");
    private static final Path DOCS = Path.of("..", "docs");
    private static final Pattern FENCE = Pattern.compile("```text\\n(.*?)```", Pattern.DOTALL);
    private static final HexFormat HEX = HexFormat.of();

    private final JournalHash hash = new JournalHash();

    @Test
    void every_test_vector_follows_from_the_one_before() throws IOException {
        byte[] previous = hash.before(SHOP);
        long number = 0;
        for (JsonNode vector : vectors()) {
            previous = next(previous, vector);
            number++;
            assertThat(vector.required("journalNumber").longValue()).isEqualTo(number);
            assertThat(HEX.formatHex(previous)).isEqualTo(text(vector, "hash"));
        }
        assertThat(number).isEqualTo(7);
    }

    @Test
    void every_field_of_an_event_is_part_of_its_hash() throws IOException {
        JsonNode vector = vectors().get(4);
        EncodedEvent event = encoded(vector);
        byte[] previous = hash.before(SHOP);
        UUID id = UUID.fromString(text(vector, "id"));
        Instant at = Instant.parse(text(vector, "recordedAt"));
        JsonBytes metadata = JsonBytes.of(text(vector, "metadata"));
        EncodedEvent other = new EncodedEvent("other", 1, event.payload(), event.erasable());
        EncodedEvent revised = new EncodedEvent(event.type(), 2, event.payload(), event.erasable());
        EncodedEvent changed = new EncodedEvent(event.type(), 1, JsonBytes.of("{}"), event.erasable());
        EncodedEvent erased = new EncodedEvent(event.type(), 1, event.payload(), null);

        List<String> hashes = new ArrayList<>();
        hashes.add(HEX.formatHex(hash.next(previous, 5, id, event, at, metadata)));
        hashes.add(HEX.formatHex(hash.next(hash.before(LedgerId.of("other")), 5, id, event, at, metadata)));
        hashes.add(HEX.formatHex(hash.next(previous, 6, id, event, at, metadata)));
        hashes.add(HEX.formatHex(hash.next(previous, 5, new UUID(1, 2), event, at, metadata)));
        hashes.add(HEX.formatHex(hash.next(previous, 5, id, event, at.plusNanos(1_000), metadata)));
        hashes.add(HEX.formatHex(hash.next(previous, 5, id, event, at, JsonBytes.of("{}"))));
        for (EncodedEvent tampered : List.of(other, revised, changed, erased)) {
            hashes.add(HEX.formatHex(hash.next(previous, 5, id, tampered, at, metadata)));
        }

        assertThat(hashes).doesNotHaveDuplicates();
    }

    @Test
    void a_time_before_1970_has_a_hash_too() throws IOException {
        JsonNode vector = vectors().getFirst();
        Instant past = Instant.parse("1969-12-31T23:59:59.999999Z");

        assertThat(hash.next(hash.before(SHOP), 1, new UUID(1, 2), encoded(vector), past, JsonBytes.of("{}")))
                .hasSize(JournalHash.LENGTH);
    }

    @Test
    void the_worked_example_of_the_documentation_is_right() throws Exception {
        List<String> blocks = new ArrayList<>();
        Matcher fence = FENCE.matcher(Files.readString(DOCS.resolve("journal.md"), UTF_8));
        while (fence.find()) {
            blocks.add(fence.group(1));
        }
        assertThat(blocks).hasSize(3);
        JsonNode first = vectors().getFirst();

        assertThat(sha256(bytes(blocks.get(0)))).isEqualTo(hash.before(SHOP));
        assertThat(HEX.formatHex(sha256(bytes(blocks.get(1)))))
                .isEqualTo(blocks.get(2).strip());
        assertThat(blocks.get(2).strip()).isEqualTo(text(first, "hash"));
        assertThat(Files.readString(DOCS.resolve("journal.md"), UTF_8))
                .contains(text(first, "payload") + "\n" + text(first, "metadata"));
    }

    @Test
    void the_program_of_the_documentation_agrees() throws Exception {
        Process python = python("check_journal.py", "corner-shop");
        String output = new String(python.getInputStream().readAllBytes(), UTF_8);

        assertThat(python.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(output)
                .startsWith(
                        "7 events, 0 differences, last hash " + text(vectors().getLast(), "hash"));
        assertThat(python.exitValue()).isZero();
    }

    private static Process python(String... arguments) {
        List<String> command = new ArrayList<>(List.of("python3"));
        command.addAll(List.of(arguments));
        try {
            return new ProcessBuilder(command)
                    .directory(DOCS.toFile())
                    .redirectInput(DOCS.resolve("journal-vectors.jsonl").toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            return abort("no Python on this machine");
        }
    }

    private byte[] next(byte[] previous, JsonNode vector) {
        return hash.next(
                previous,
                vector.required("journalNumber").longValue(),
                UUID.fromString(text(vector, "id")),
                encoded(vector),
                Instant.parse(text(vector, "recordedAt")),
                JsonBytes.of(text(vector, "metadata")));
    }

    private static EncodedEvent encoded(JsonNode vector) {
        return new EncodedEvent(
                text(vector, "type"),
                vector.required("revision").intValue(),
                JsonBytes.of(text(vector, "payload")),
                erasable(vector.get("erasable")));
    }

    private static @Nullable JsonBytes erasable(@Nullable JsonNode document) {
        return document == null ? null : JsonBytes.of(document.stringValue());
    }

    private static List<JsonNode> vectors() throws IOException {
        JsonMapper mapper = JsonMapper.builder().build();
        return Files.readAllLines(DOCS.resolve("journal-vectors.jsonl"), UTF_8).stream()
                .map(mapper::readTree)
                .toList();
    }

    private static String text(JsonNode object, String field) {
        return object.required(field).stringValue();
    }

    /** Reads the hexadecimal digits of a block whose lines begin with a name of 16 characters. */
    private static byte[] bytes(String block) {
        StringBuilder digits = new StringBuilder();
        block.lines().forEach(line -> digits.append(line.substring(16).replace(" ", "")));
        return HEX.parseHex(digits);
    }

    private static byte[] sha256(byte[] bytes) throws Exception {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }
}
