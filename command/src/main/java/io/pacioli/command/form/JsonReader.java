package io.pacioli.command.form;

import io.pacioli.domain.decision.ProblemCode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads one JSON value in the strict sense of RFC 8259: UTF-8, nothing after it, no name twice in an object.
 *
 * <p>Fractions and numbers beyond a {@code long} are no value that any field takes; they come out as the number 0.5, without
 * the cost of decoding what the client made up.
 */
final class JsonReader {

    static final int DEPTH_MAX = 16;
    static final int NAME_LENGTH_MAX = 256;
    static final int STRING_LENGTH_MAX = 1 << 16;
    static final int NUMBER_LENGTH_MAX = 100;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonNode OTHER_NUMBER = NODES.numberNode(0.5);

    /** Without detection of the charset, which would take UTF-16 for an answer. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH_MAX)
                    .maxNameLength(NAME_LENGTH_MAX)
                    .maxStringLength(STRING_LENGTH_MAX)
                    .maxNumberLength(NUMBER_LENGTH_MAX)
                    .build())
            .build();

    private final JsonParser parser;
    private final Violations violations;
    private int valuesLeft;

    private JsonReader(JsonParser parser, int valuesMax, Violations violations) {
        this.parser = parser;
        this.valuesLeft = valuesMax;
        this.violations = violations;
    }

    /** The value that the bytes stand for, or null when something is wrong with them, which is noted. */
    static @Nullable JsonNode read(byte[] bytes, int valuesMax, Violations violations) {
        if (bytes.length == 0) {
            violations.add("", ProblemCode.BODY_EMPTY, "is empty; send a JSON object");
            return null;
        }
        if (!Utf8.isWellFormed(bytes)) {
            violations.add("", ProblemCode.UTF8_MALFORMED, "is not well-formed UTF-8");
            return null;
        }
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), bytes)) {
            return new JsonReader(parser, valuesMax, violations).document();
        } catch (StreamConstraintsException e) {
            violations.add("", ProblemCode.JSON_TOO_COMPLEX, "goes beyond a limit" + at(e.getLocation()));
        } catch (JacksonException e) {
            violations.add("", ProblemCode.JSON_MALFORMED, "is not proper JSON" + at(e.getLocation()));
        }
        return null;
    }

    private static String at(@Nullable TokenStreamLocation location) {
        return location == null
                ? ""
                : String.format(Locale.ROOT, " at line %d, column %d", location.getLineNr(), location.getColumnNr());
    }

    private @Nullable JsonNode document() {
        JsonToken first = parser.nextToken();
        if (first == null) {
            violations.add("", ProblemCode.BODY_EMPTY, "is blank; send a JSON object");
            return null;
        }
        JsonNode document = value(first);
        if (parser.nextToken() != null) {
            violations.add(
                    "",
                    ProblemCode.JSON_MALFORMED,
                    "goes on after the end of its JSON value" + at(parser.currentTokenLocation()));
            return null;
        }
        return document;
    }

    private JsonNode value(JsonToken token) {
        if (--valuesLeft < 0) {
            throw new StreamConstraintsException("too many values", parser.currentTokenLocation());
        }
        return switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> NODES.stringNode(parser.getString());
            case VALUE_NUMBER_INT -> integer();
            case VALUE_NUMBER_FLOAT -> OTHER_NUMBER;
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            default -> throw new IllegalStateException("a strict parser does not end a value with " + token);
        };
    }

    private JsonNode object() {
        ObjectNode object = NODES.objectNode();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            if (object.replace(name, value(parser.nextToken())) != null) {
                violations.add(
                        parser.streamReadContext().pathAsPointer().toString(),
                        ProblemCode.FIELD_DUPLICATE,
                        "stands there more than once");
            }
        }
        return object;
    }

    private JsonNode array() {
        ArrayNode array = NODES.arrayNode();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            array.add(value(token));
        }
        return array;
    }

    private JsonNode integer() {
        return switch (parser.getNumberType()) {
            case INT -> NODES.numberNode(parser.getIntValue());
            case LONG -> NODES.numberNode(parser.getLongValue());
            default -> OTHER_NUMBER;
        };
    }
}
