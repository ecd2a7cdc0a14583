package io.pacioli.blackbox.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One answer to a request with a method, out of the bytes that a server sent. */
record RawAnswer(String method, int status, Map<String, String> headers, String body) {

    private static final String END_OF_HEAD = "\r\n\r\n";

    /** All answers in what a server has said, in Latin-1, without the interim ones; those to HEAD have no body. */
    static List<RawAnswer> all(String text, String method) {
        if (text.startsWith("{")) {
            return List.of(toOldestHttp(text, method));
        }
        List<RawAnswer> answers = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf(END_OF_HEAD, at);
            if (end < 0 || !text.startsWith("HTTP/1.", at)) {
                throw new AssertionError("not HTTP: " + text.substring(at, Math.min(text.length(), at + 200)));
            }
            String[] head = text.substring(at, end).split("\r\n");
            int status = Integer.parseInt(head[0].substring(9, 12));
            Map<String, String> headers = headers(head);
            at = end + END_OF_HEAD.length();
            if (status < 200) {
                continue;
            }
            boolean bodiless = status == 204 || status == 304 || (method.equals("HEAD") && answers.isEmpty());
            StringBuilder body = new StringBuilder();
            at = bodiless ? at : body(text, at, headers, body);
            answers.add(new RawAnswer(
                    method, status, headers, new String(body.toString().getBytes(ISO_8859_1), UTF_8)));
        }
        return answers;
    }

    /** Who names no version is taken to speak HTTP/0.9, whose answers are nothing but their bodies, and is refused. */
    private static RawAnswer toOldestHttp(String body, String method) {
        int status = JsonMapper.shared().readTree(body).path("status").intValue();
        return new RawAnswer(method, status, Map.of("content-type", "application/problem+json"), body);
    }

    private static Map<String, String> headers(String[] head) {
        Map<String, String> headers = new TreeMap<>();
        for (int i = 1; i < head.length; i++) {
            int colon = head[i].indexOf(':');
            headers.put(
                    head[i].substring(0, colon).toLowerCase(Locale.ROOT),
                    head[i].substring(colon + 1).strip());
        }
        return headers;
    }

    private static int body(String text, int start, Map<String, String> headers, StringBuilder body) {
        if (headers.containsKey("transfer-encoding")) {
            return chunks(text, start, body);
        }
        String length = headers.get("content-length");
        int end = length == null ? text.length() : start + Integer.parseInt(length);
        body.append(text, start, Math.min(end, text.length()));
        return Math.min(end, text.length());
    }

    private static int chunks(String text, int start, StringBuilder body) {
        int at = start;
        while (true) {
            int line = text.indexOf("\r\n", at);
            int size = HexFormat.fromHexDigits(text, at, line);
            body.append(text, line + 2, line + 2 + size);
            at = line + 2 + size + 2;
            if (size == 0) {
                return at;
            }
        }
    }

    String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    /** The position that it names. */
    long position() {
        return Long.parseLong(header("Ledger-Position"));
    }

    JsonNode json() {
        return JsonMapper.shared().readTree(body);
    }
}
