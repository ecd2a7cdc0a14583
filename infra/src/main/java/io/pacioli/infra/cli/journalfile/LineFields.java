package io.pacioli.infra.cli.journalfile;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pacioli.domain.ledger.LedgerId;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The fields of one object of a journal file, each of which has to be in the one form that the format gives it. */
final class LineFields {

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(FileLines.LINE_BYTES_MAX)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final ObjectNode object;

    /** What is wrong with a field; whoever knows the line says which it is. */
    static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message, null, false, false);
        }
    }

    private LineFields(ObjectNode object) {
        this.object = object;
    }

    static LineFields of(byte[] line) {
        try {
            if (MAPPER.readTree(text(line)) instanceof ObjectNode object) {
                return new LineFields(object);
            }
        } catch (JacksonException e) {
            throw new Malformed("this is not JSON: " + e.getOriginalMessage());
        }
        throw new Malformed("this is not a JSON object");
    }

    private static String text(byte[] line) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
        } catch (CharacterCodingException e) {
            throw new Malformed("this is not UTF-8");
        }
    }

    boolean has(String name) {
        return object.has(name);
    }

    /** Refuses any other field, so that no damage to a name goes unnoticed. */
    LineFields only(Set<String> names) {
        Set<String> others = new TreeSet<>(object.propertyNames());
        others.removeAll(names);
        if (!others.isEmpty()) {
            throw new Malformed(
                    "unknown field \"%s\"".formatted(others.iterator().next()));
        }
        return this;
    }

    String text(String name) {
        String text = textOrNull(name);
        if (text == null) {
            throw new Malformed("\"%s\" is missing".formatted(name));
        }
        return text;
    }

    @Nullable
    String textOrNull(String name) {
        JsonNode value = object.get(name);
        if (value == null) {
            return null;
        }
        if (!value.isString()) {
            throw new Malformed("\"%s\" has to be a text".formatted(name));
        }
        return value.stringValue();
    }

    long number(String name) {
        JsonNode value = object.get(name);
        if (value == null || !value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
            throw new Malformed("\"%s\" has to be a whole number".formatted(name));
        }
        return value.longValue();
    }

    int smallNumber(String name) {
        long number = number(name);
        if (number == 0 || number > Short.MAX_VALUE) {
            throw new Malformed("\"%s\" has to be 1 to %d".formatted(name, Short.MAX_VALUE));
        }
        return (int) number;
    }

    LedgerId ledger() {
        return ledger(text(Format.LEDGER));
    }

    private static LedgerId ledger(String slug) {
        if (!LedgerId.isWellFormed(slug)) {
            throw new Malformed("\"%s\" is no ledger's id".formatted(slug));
        }
        return LedgerId.of(slug);
    }

    String hash() {
        String hash = text(Format.HASH);
        if (!HASH.matcher(hash).matches()) {
            throw new Malformed("\"hash\" has to be 64 lower-case hexadecimal digits");
        }
        return hash;
    }

    List<LedgerId> ledgerIds() {
        List<LedgerId> ledgers = new ArrayList<>();
        for (JsonNode each : array()) {
            if (!each.isString()) {
                throw new Malformed("\"ledgers\" has to be a list of texts");
            }
            ledgers.add(ledger(each.stringValue()));
        }
        if (Set.copyOf(ledgers).size() != ledgers.size()) {
            throw new Malformed("\"ledgers\" names one twice");
        }
        return ledgers;
    }

    List<LineFields> ledgerObjects() {
        List<LineFields> ledgers = new ArrayList<>();
        for (JsonNode each : array()) {
            if (!(each instanceof ObjectNode ledger)) {
                throw new Malformed("\"ledgers\" has to be a list of objects");
            }
            ledgers.add(new LineFields(ledger));
        }
        return ledgers;
    }

    private JsonNode array() {
        JsonNode value = object.get(Format.LEDGERS);
        if (value == null || !value.isArray()) {
            throw new Malformed("\"ledgers\" has to be a list");
        }
        return value;
    }
}
