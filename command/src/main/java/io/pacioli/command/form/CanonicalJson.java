package io.pacioli.command.form;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The canonical form of JSON values (RFC 8785, JSON Canonicalization Scheme): no blanks, names sorted by their UTF-16 code
 * units, and one way to write every string, so that two bodies that mean the same are the same bytes.
 *
 * <p>Sound bodies have no numbers but whole ones. Others would need ECMAScript's way to write a double, and are refused here.
 */
final class CanonicalJson {

    /** The largest whole number up to which a double, and so RFC 8785, tells neighbours apart. */
    private static final long INTEGER_MAX = (1L << 53) - 1;

    private static final HexFormat HEX = HexFormat.of();

    private final StringBuilder out = new StringBuilder(512);

    private CanonicalJson() {}

    /** @throws IllegalArgumentException for a fraction, a number beyond 2^53 and ill-formed Unicode */
    static byte[] of(JsonNode value) {
        CanonicalJson canonical = new CanonicalJson();
        canonical.write(value);
        return canonical.out.toString().getBytes(UTF_8);
    }

    private void write(JsonNode value) {
        switch (value.getNodeType()) {
            case OBJECT -> writeObject((ObjectNode) value);
            case ARRAY -> writeArray(value);
            case STRING -> writeString(value.stringValue());
            case NUMBER -> writeNumber(value);
            case BOOLEAN -> out.append(value.booleanValue());
            case NULL -> out.append("null");
            default -> throw new IllegalArgumentException("not a JSON value: " + value.getNodeType());
        }
    }

    private void writeObject(ObjectNode object) {
        String[] names = object.propertyNames().toArray(String[]::new);
        Arrays.sort(names);
        out.append('{');
        for (int i = 0; i < names.length; i++) {
            if (i > 0) {
                out.append(',');
            }
            writeString(names[i]);
            out.append(':');
            write(object.get(names[i]));
        }
        out.append('}');
    }

    private void writeArray(JsonNode array) {
        out.append('[');
        for (int i = 0; i < array.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            write(array.get(i));
        }
        out.append(']');
    }

    private void writeNumber(JsonNode number) {
        if (!number.isIntegralNumber() || !number.canConvertToLong() || isBeyondDouble(number.longValue())) {
            throw new IllegalArgumentException("only whole numbers up to 2^53 have a canonical form here");
        }
        out.append(number.longValue());
    }

    private static boolean isBeyondDouble(long number) {
        return number > INTEGER_MAX || number < -INTEGER_MAX;
    }

    private void writeString(String text) {
        out.append('"');
        int written = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                out.append(text, written, i);
                escape(c);
                written = i + 1;
            } else if (Character.isSurrogate(c)) {
                if (!Character.isSurrogatePair(c, i + 1 < text.length() ? text.charAt(i + 1) : 0)) {
                    throw new IllegalArgumentException("half of a surrogate pair has no canonical form");
                }
                i++;
            }
        }
        out.append(text, written, text.length()).append('"');
    }

    private void escape(char c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\b' -> out.append("\\b");
            case '\t' -> out.append("\\t");
            case '\n' -> out.append("\\n");
            case '\f' -> out.append("\\f");
            case '\r' -> out.append("\\r");
            default -> out.append("\\u").append(HEX.toHexDigits(c));
        }
    }
}
