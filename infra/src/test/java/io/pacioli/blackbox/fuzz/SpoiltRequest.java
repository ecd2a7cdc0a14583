package io.pacioli.blackbox.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.random.RandomGenerator;

/** Spoils what is around a body: the method, the path, the query, the headers, and how the body is framed and sent. */
final class SpoiltRequest {

    private SpoiltRequest() {}

    static void spoil(Draft draft, List<String> cursors, RandomGenerator random) {
        switch (random.nextInt(14)) {
            case 0 -> draft.method = SpoiltBody.one(OddWords.METHODS, random);
            case 1 -> draft.version = SpoiltBody.one(OddWords.VERSIONS, random);
            case 2, 3 -> draft.target = spoiltPath(draft.target, random);
            case 4, 5 -> draft.target = spoiltQuery(draft.target, random);
            case 6 -> {
                if (!cursors.isEmpty()) {
                    draft.target = withCursor(SpoiltBody.one(cursors, random), random);
                }
            }
            case 7, 8, 9 -> spoilHeader(draft, random);
            case 10 ->
                draft.drop(
                        SpoiltBody.one(List.of("Host", "Content-Type", "Idempotency-Key", "Content-Length"), random));
            case 11 -> chunked(draft, random);
            case 12 ->
                draft.delivery = SpoiltBody.one(
                        List.of(
                                Draft.Delivery.IN_DRIBLETS,
                                Draft.Delivery.CUT,
                                Draft.Delivery.RESET,
                                Draft.Delivery.LEFT),
                        random);
            default -> misannounced(draft, random);
        }
    }

    private static String spoiltPath(String target, RandomGenerator random) {
        if (random.nextInt(8) == 0) {
            return SpoiltBody.one(
                    List.of(
                            "*",
                            "",
                            "/",
                            "//",
                            "http://localhost/v1/ledgers",
                            "http://",
                            "localhost:80",
                            "?",
                            "#",
                            "/v1/../v1/ledgers",
                            "/%76%31/ledgers",
                            "/v1/ledgers/",
                            "/v1//ledgers",
                            "/V1/LEDGERS",
                            "\0",
                            "/\u0001"),
                    random);
        }
        int query = target.indexOf('?');
        String[] segments = (query < 0 ? target : target.substring(0, query)).split("/", -1);
        int place = random.nextInt(segments.length);
        segments[place] = random.nextBoolean()
                ? SpoiltBody.one(OddWords.SEGMENTS, random)
                : segments[place] + SpoiltBody.one(OddWords.SEGMENTS, random);
        return String.join("/", segments) + (query < 0 ? "" : target.substring(query));
    }

    private static String spoiltQuery(String target, RandomGenerator random) {
        StringBuilder query = new StringBuilder(target).append(target.contains("?") ? '&' : '?');
        int parameters = random.nextInt(40) == 0 ? 1_200 : random.nextInt(1, 4);
        for (int i = 0; i < parameters; i++) {
            String value = random.nextInt(4) == 0
                    ? URLEncoder.encode(SpoiltBody.text(random), UTF_8)
                    : SpoiltBody.one(OddWords.VALUES, random);
            query.append(i == 0 ? "" : "&")
                    .append(SpoiltBody.one(OddWords.PARAMETERS, random))
                    .append('=')
                    .append(value);
        }
        return query.toString();
    }

    /** @param page a target that ends with a cursor which the service has given */
    private static String withCursor(String page, RandomGenerator random) {
        int start = page.indexOf("cursor=") + "cursor=".length();
        byte[] cursor = Base64.getUrlDecoder().decode(page.substring(start));
        if (random.nextInt(4) == 0) {
            cursor[random.nextInt(cursor.length)] ^= (byte) (1 << random.nextInt(8));
        } else {
            ByteArrayOutputStream forged = new ByteArrayOutputStream();
            forged.writeBytes(Arrays.copyOf(cursor, 9));
            forged.writeBytes(SpoiltBody.one(OddWords.PLACES, random).getBytes(UTF_8));
            cursor = forged.toByteArray();
        }
        return page.substring(0, start)
                + Base64.getUrlEncoder().withoutPadding().encodeToString(cursor);
    }

    private static void spoilHeader(Draft draft, RandomGenerator random) {
        String name = SpoiltBody.one(OddWords.HEADERS, random);
        String value = SpoiltBody.one(OddWords.HEADER_VALUES, random);
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> draft.add(name, value);
            case 3 -> {
                for (int i = random.nextInt(300); i > 0; i--) {
                    draft.add("X-" + i, "y");
                }
            }
            default -> draft.replace(name, value);
        }
    }

    /** The body in chunks, sound or not. */
    private static void chunked(Draft draft, RandomGenerator random) {
        if (draft.body == null) {
            draft.body = new byte[0];
        }
        if (random.nextInt(5) > 0) {
            draft.drop("Content-Length");
        }
        draft.replace("Transfer-Encoding", "chunked");
        String body = new String(draft.body, ISO_8859_1);
        String size = Integer.toHexString(body.length());
        String sound = body.isEmpty() ? "" : size + "\r\n" + body + "\r\n";
        String chunks = switch (random.nextInt(11)) {
            case 0 -> sound;
            case 1 -> sound + "0\r\n";
            case 2 -> size + "\n" + body + "\n0\n\n";
            case 3 -> "-1\r\n" + body + "\r\n0\r\n\r\n";
            case 4 -> "FFFFFFFFF\r\n" + body + "\r\n0\r\n\r\n";
            case 5 -> "zz\r\n" + body + "\r\n0\r\n\r\n";
            case 6 -> size + ";" + "x".repeat(random.nextInt(20_000)) + "\r\n" + body + "\r\n0\r\n\r\n";
            case 7 -> sound + "0\r\n" + "X: y\r\n".repeat(random.nextInt(3_000)) + "\r\n";
            case 8 -> size + "0\r\n" + body + "\r\n0\r\n\r\n";
            default -> sound + "0\r\n\r\n";
        };
        draft.body = chunks.getBytes(ISO_8859_1);
    }

    private static void misannounced(Draft draft, RandomGenerator random) {
        int length = draft.body == null ? 0 : draft.body.length;
        draft.replace(
                "Content-Length",
                SpoiltBody.one(
                        List.of(
                                Integer.toString(length + random.nextInt(1, 50)),
                                Integer.toString(Math.max(0, length - random.nextInt(1, 50))),
                                Integer.toString(length * 1_000 + 7_000_000),
                                "0",
                                "-" + length,
                                "+" + length,
                                length + " ",
                                length + "," + length,
                                "9223372036854775808",
                                "99999999999",
                                "a"),
                        random));
    }
}
