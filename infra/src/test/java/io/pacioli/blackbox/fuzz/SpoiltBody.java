package io.pacioli.blackbox.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Spoils a JSON body: one of its values, its structure, its bytes or its encoding. */
final class SpoiltBody {

    /** What stands in for any value: what it should not be, and what it could be elsewhere. */
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "false",
            "0",
            "-1",
            "-0",
            "3",
            "18",
            "1.5",
            "1e400",
            "1E-400",
            "9".repeat(18),
            "9".repeat(30),
            "-" + "9".repeat(99),
            "9".repeat(5_000),
            "0." + "9".repeat(5_000),
            "NaN",
            "Infinity",
            "undefined",
            "0x10",
            "01",
            "+1",
            "1.",
            ".5",
            "'x'",
            "x",
            "",
            "{}",
            "[]",
            "[{}]",
            "[[]]",
            "[null]",
            "{\"\":\"\"}",
            "{\"a\":{\"b\":{\"c\":{}}}}",
            "[".repeat(15) + "]".repeat(15),
            "[".repeat(100_000),
            "{\"a\":".repeat(20_000),
            "[" + "{},".repeat(1_001) + "{}]",
            "[" + "0,".repeat(100_000) + "0]",
            "/* */ 1",
            "\"",
            "\"\\");

    /** The same for texts, without their quotes, as JSON escapes them. */
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "x",
            "X".repeat(130),
            "x".repeat(256),
            "x".repeat(2_000),
            "x".repeat(70_000),
            "\\ud800",
            "\\udc00\\ud800",
            "a\\ud83d",
            "\\ud83d\\udcb0",
            "\\u0000",
            "a\\nb",
            "\\u0085",
            "\\u2028",
            "\\u202e\\u2066",
            "\\ufeff",
            "\\uffff",
            "\\ufdd0",
            "e\\u0301".repeat(60),
            "\\u1e9e\\u0130",
            "\\x41",
            "\\u12",
            "\t",
            "\u0001",
            "\u007f",
            "\u00e9",
            "\ud83d\udcb0".repeat(100),
            "0",
            "0.00",
            "-0",
            "-1.00",
            "+1",
            "1.",
            ".5",
            "01",
            "1e5",
            "1E+2000000000",
            "1_000",
            "1,5",
            "\\u0661",
            "\\uff11",
            "0." + "0".repeat(36) + "1",
            "9".repeat(38),
            "9".repeat(39),
            "1" + "0".repeat(60_000),
            "NaN",
            "2026-02-30",
            "0000-01-01",
            "9999-12-31",
            "-0001-01-01",
            "+999999999-12-31",
            "2026-01-31T24:00:00Z",
            "2026-01-31T23:59:60Z",
            "9999-12-31T23:59:59.999999999-18:00",
            "1900-01-01T00:00:00+18:00",
            "2026-03-29T02:30:00",
            "2026-01-31T09:30:00.1234567890Z",
            "assets",
            "assets:",
            ":assets",
            "assets::x",
            "a:".repeat(16) + "a",
            "assets:" + "b".repeat(248),
            "assets:../..",
            "ASSETS:BANK",
            "eur",
            "EUR",
            "JPY",
            "ZZZ",
            "XAU",
            "A".repeat(25),
            "Z".repeat(24),
            "UTC",
            "Asia/Kathmandu",
            "+02:00",
            "SYSTEM",
            "00000000-0000-0000-0000-000000000000",
            "ffffffff-ffff-ffff-ffff-ffffffffffff",
            "1-1-1-1-1",
            "debit",
            "transaction",
            "strict",
            "%00%s%n${x}#{x}",
            "'; drop table events; --");

    private static final byte[][] BAD_BYTES = {
        {(byte) 0xFF},
        {(byte) 0xC0, (byte) 0xAF},
        {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
        {(byte) 0xF5, (byte) 0x80, (byte) 0x80, (byte) 0x80},
        {(byte) 0xF0, (byte) 0x9F},
        {(byte) 0xE2, (byte) 0x82},
        {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF},
        {(byte) 0xFE, (byte) 0xFF},
        {0},
        {0x1B, '[', '2', 'J'},
        {'\r', '\n'},
        {'"'},
        {'\\'},
        {'}'},
        {','}
    };

    /** Stands where a raw value is to be, until the tree has been written. */
    private static final String MARK = "@@value@@";

    private SpoiltBody() {}

    static byte[] of(JsonNode sound, RandomGenerator random) {
        return switch (random.nextInt(10)) {
            case 0, 1, 2, 3, 4, 5 -> withSpoiltValue(sound, random).getBytes(UTF_8);
            case 6, 7 -> withSpoiltBytes(sound.toString().getBytes(UTF_8), random);
            case 8 -> encoded(sound.toString(), random);
            default -> withSpoiltBytes(withSpoiltValue(sound, random).getBytes(UTF_8), random);
        };
    }

    private static String withSpoiltValue(JsonNode sound, RandomGenerator random) {
        ObjectNode copy = (ObjectNode) sound.deepCopy();
        List<JsonNode> containers = new ArrayList<>();
        gather(copy, containers);
        String value = random.nextInt(5) < 2 ? one(VALUES, random) : "\"" + one(TEXTS, random) + "\"";
        if (containers.isEmpty()) {
            copy.put("unknown", MARK);
        } else {
            switch (containers.get(random.nextInt(containers.size()))) {
                case ObjectNode object -> spoil(object, random);
                case ArrayNode array -> spoil(array, random);
                default -> throw new IllegalStateException("only containers were gathered");
            }
        }
        // What is left of the mark stands before a name: without it, that name is there twice.
        return copy.toString().replace("\"" + MARK + "\"", value).replace(MARK, "");
    }

    private static void gather(JsonNode node, List<JsonNode> containers) {
        if (node.isContainer() && !node.isEmpty()) {
            containers.add(node);
            node.forEach(child -> gather(child, containers));
        }
    }

    private static void spoil(ObjectNode object, RandomGenerator random) {
        List<String> names = new ArrayList<>(object.propertyNames());
        String name = names.get(random.nextInt(names.size()));
        switch (random.nextInt(10)) {
            case 0 -> object.remove(name);
            case 1 -> object.put("unknown", MARK);
            case 2 -> object.set(MARK + name, object.get(name));
            case 3 -> object.set(name, object.deepCopy());
            case 4 -> object.putArray(name).add(MARK).add(MARK);
            default -> object.put(name, MARK);
        }
    }

    private static void spoil(ArrayNode array, RandomGenerator random) {
        int place = random.nextInt(array.size());
        switch (random.nextInt(5)) {
            case 0 -> array.remove(place);
            case 1 -> array.removeAll();
            case 2 -> array.add(array.get(place).deepCopy());
            case 3 -> {
                JsonNode item = array.get(place);
                for (int i = random.nextInt(2_000); i > 0; i--) {
                    array.add(item);
                }
            }
            default -> array.set(place, array.stringNode(MARK));
        }
    }

    private static byte[] withSpoiltBytes(byte[] bytes, RandomGenerator random) {
        int at = random.nextInt(bytes.length + 1);
        int end = Math.min(bytes.length, at + random.nextInt(1, 20));
        return switch (random.nextInt(8)) {
            case 0 -> bytes.length == 0 ? bytes : flipped(bytes, random);
            case 1 -> Arrays.copyOf(bytes, at);
            case 2 -> joined(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, end, bytes.length));
            case 3 -> joined(bytes, bytes);
            case 4 -> joined(Arrays.copyOf(bytes, end), Arrays.copyOfRange(bytes, at, bytes.length));
            case 5 -> joined(bytes, " ".repeat(random.nextInt(1 << 20)).getBytes(UTF_8));
            default ->
                joined(
                        Arrays.copyOf(bytes, at),
                        BAD_BYTES[random.nextInt(BAD_BYTES.length)],
                        Arrays.copyOfRange(bytes, at, bytes.length));
        };
    }

    private static byte[] flipped(byte[] bytes, RandomGenerator random) {
        byte[] flipped = bytes.clone();
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return flipped;
    }

    private static byte[] encoded(String json, RandomGenerator random) {
        Charset charset = List.of(
                        UTF_16LE, UTF_16BE, ISO_8859_1, Charset.forName("UTF-32LE"), Charset.forName("IBM1047"))
                .get(random.nextInt(5));
        byte[] mark = random.nextBoolean() ? new byte[0] : "\ufeff".getBytes(charset);
        return joined(mark, json.getBytes(charset));
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    static <T> T one(List<T> of, RandomGenerator random) {
        return of.get(random.nextInt(of.size()));
    }

    /** A text as JSON would have it, for where the API takes texts that are not JSON. */
    static String text(RandomGenerator random) {
        return one(TEXTS, random);
    }
}
