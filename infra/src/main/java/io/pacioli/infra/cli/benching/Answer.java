package io.pacioli.infra.cli.benching;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the service answered. */
final class Answer {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** Our fault, too much to do, or a read side that is behind: the same request may succeed later. */
    private static final Set<Integer> STATUSES_TO_RETRY = Set.of(429, 500, 503, 504);

    private static final int OK_MIN = 200;
    private static final int OK_MAX = 299;

    private final int status;
    private final boolean replayed;
    private final long retryAfterNanos;
    private final byte[] body;

    /**
     * @param retryAfterNanos how long the service asked to be left alone; 0 where it did not
     * @param body where it was asked for, or where the request was not accepted; empty otherwise
     */
    Answer(int status, boolean replayed, long retryAfterNanos, byte[] body) {
        this.status = status;
        this.replayed = replayed;
        this.retryAfterNanos = retryAfterNanos;
        this.body = body;
    }

    int status() {
        return status;
    }

    boolean replayed() {
        return replayed;
    }

    long retryAfterNanos() {
        return retryAfterNanos;
    }

    byte[] body() {
        return body;
    }

    boolean hasBodyOf(Answer other) {
        return Arrays.equals(body, other.body);
    }

    boolean isAccepted() {
        return status >= OK_MIN && status <= OK_MAX;
    }

    boolean isPassing() {
        return STATUSES_TO_RETRY.contains(status);
    }

    /** The problem's code, or the status where a stranger answered. */
    String code() {
        return json().path("code").asString("HTTP " + status);
    }

    JsonNode json() {
        try {
            return MAPPER.readTree(body);
        } catch (JacksonException e) {
            return MAPPER.createObjectNode();
        }
    }

    @Override
    public String toString() {
        return status + " " + new String(body, UTF_8);
    }
}
