package io.pacioli.infra.cli.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the service answered. */
public final class Answer {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** Our fault, too much to do, or a read side that is behind: the same request may succeed later. */
    private static final Set<Integer> STATUSES_TO_RETRY = Set.of(429, 500, 503, 504);

    private static final int RETRY_AFTER_SECONDS_MAX = 60;
    private static final int OK_MIN = 200;
    private static final int OK_MAX = 299;

    private final int status;
    private final boolean replayed;
    private final long retryAfterNanos;
    private final @Nullable String position;
    private final byte[] body;
    private @Nullable JsonNode json;

    /**
     * @param replayed whether the request had been answered before, and nothing was executed now
     * @param retryAfterNanos how long the service asked to be left alone; 0 where it did not
     * @param position that it answers for, or null
     * @param body empty where it is of no interest
     */
    public Answer(int status, boolean replayed, long retryAfterNanos, @Nullable String position, byte[] body) {
        this.status = status;
        this.replayed = replayed;
        this.retryAfterNanos = retryAfterNanos;
        this.position = position;
        this.body = body;
    }

    static Answer of(HttpResponse<byte[]> response) {
        boolean replayed = response.headers()
                .firstValue("Idempotency-Replayed")
                .map("true"::equals)
                .orElse(false);
        String position = response.headers().firstValue("Ledger-Position").orElse(null);
        long retryAfterNanos = response.headers()
                .firstValue("Retry-After")
                .map(Answer::seconds)
                .orElse(Duration.ZERO)
                .toNanos();
        return new Answer(response.statusCode(), replayed, retryAfterNanos, position, response.body());
    }

    private static Duration seconds(String text) {
        try {
            return Duration.ofSeconds(Math.min(Integer.parseInt(text.strip()), RETRY_AFTER_SECONDS_MAX));
        } catch (NumberFormatException e) {
            return Duration.ZERO;
        }
    }

    public int status() {
        return status;
    }

    public boolean replayed() {
        return replayed;
    }

    public long retryAfterNanos() {
        return retryAfterNanos;
    }

    public @Nullable String position() {
        return position;
    }

    public byte[] body() {
        return body;
    }

    public boolean hasBodyOf(Answer other) {
        return Arrays.equals(body, other.body);
    }

    public boolean isOk() {
        return status >= OK_MIN && status <= OK_MAX;
    }

    /** Whether the same request may be answered otherwise in a while. */
    public boolean isPassing() {
        return STATUSES_TO_RETRY.contains(status);
    }

    /** The problem's code, or the status where a stranger answered. */
    public String code() {
        return json().path("code").asString("HTTP " + status);
    }

    public boolean isProblem(String code) {
        return !isOk() && code().equals(code);
    }

    /** What is wrong, with the fields that are. */
    public String detail() {
        return Problems.describe(json(), "The service answered with status %d.".formatted(status));
    }

    /** The body; an empty object where it is not JSON. */
    public JsonNode json() {
        if (json == null) {
            json = read(body);
        }
        return json;
    }

    private static JsonNode read(byte[] body) {
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
