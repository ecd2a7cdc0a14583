package io.pacioli.reliability;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A careful client: it puts every key down before it sends it, sends it again to whichever node until it is answered, waits as long
 * as it is asked to, and keeps the answer.
 */
final class Client {

    private static final Duration ANSWER_WAIT_MAX = Duration.ofSeconds(8);
    private static final int UNAVAILABLE = 503;
    /** It waits less than it is asked to, so that a service that comes back finds many waiting. */
    private static final long BACK_OFF_MILLIS = 50;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final int number;
    private final Requests requests;
    private final HttpClient http;
    private final Tally tally;
    private final Differences differences;
    private final KeyRecord record = new KeyRecord();

    /** Keys that were rejected, or may have been, while a copy was on its way that may be accepted. */
    private final Set<Integer> unsettled = ConcurrentHashMap.newKeySet();

    Client(int number, Requests requests, HttpClient http, Tally tally, Differences differences) {
        this.number = number;
        this.requests = requests;
        this.http = http;
        this.tally = tally;
        this.differences = differences;
    }

    KeyRecord record() {
        return record;
    }

    int number() {
        return number;
    }

    /** The request of this number. */
    Request request(int key) {
        return requests.of(number, key);
    }

    /** Sends the next request until it is answered. */
    int sendNext(List<Node> nodes) {
        int key = record.next();
        send(key, requests.of(number, key), nodes);
        return key;
    }

    /** Sends the next request to two nodes at once; both have to give the same answer in the end. */
    void sendNextTwice(Node one, Node other) {
        int key = record.next();
        Request request = requests.of(number, key);
        CompletableFuture<HttpResponse<byte[]>> copy = http.sendAsync(post(other, request), BodyHandlers.ofByteArray());
        send(key, request, List.of(one, other));
        if (request.mayPassLater()) {
            unsettled.add(key);
        }
        try {
            HttpResponse<byte[]> answer = copy.join();
            if (!request.mayPassLater() && answer.statusCode() != UNAVAILABLE && !isAlike(answer, key, request)) {
                differences.add(Promise.EVERY_KEY_ONE_EFFECT, "two answers to copies of " + request.key());
            }
        } catch (CompletionException e) {
            tally.lost();
        }
    }

    /** Whether a copy was answered as was put down; what these requests are rejected for once is in their way for ever. */
    private boolean isAlike(HttpResponse<byte[]> answer, int key, Request request) {
        return record.isAcknowledged(key)
                ? isSuccess(answer) && digest(answer.body()) == record.digest(key)
                : request.rejections().contains(code(answer.body()));
    }

    /**
     * Asks again for what was rejected while a copy of it was on its way, which may have been accepted since: when nothing is on its way
     * any more, the answer tells what became of the key.
     */
    void settle(List<Node> nodes) {
        for (int key : unsettled) {
            boolean acknowledged = record.isAcknowledged(key);
            long digest = record.digest(key);
            Request request = request(key);
            send(key, request, nodes);
            if (acknowledged && (!record.isAcknowledged(key) || record.digest(key) != digest)) {
                differences.add(Promise.EVERY_KEY_ONE_EFFECT, "two answers to copies of " + request.key());
            }
        }
    }

    /**
     * Sends a request until it is answered, to each node in turn.
     *
     * @param key its number, put down before
     */
    void send(int key, Request request, List<Node> nodes) {
        tally.sent();
        long deadline = System.nanoTime() + Patience.MAX.toNanos();
        for (int attempt = 0; !isAnswered(key, request, nodes.get(attempt % nodes.size())); attempt++) {
            if (System.nanoTime() - deadline > 0) {
                throw new Patience.Exhausted("an answer to " + request.key());
            }
            record.retried(key);
            tally.retried();
            Patience.pause(BACK_OFF_MILLIS);
        }
    }

    private boolean isAnswered(int key, Request request, Node node) {
        HttpResponse<byte[]> answer = answer(request, node);
        if (answer == null) {
            tally.lost();
            return false;
        }
        int status = answer.statusCode();
        if (isSuccess(answer)) {
            accept(key, request, answer);
            return true;
        }
        String code = code(answer.body());
        if (status == UNAVAILABLE) {
            tally.unavailable(code);
            if (answer.headers().firstValue("Retry-After").isEmpty()) {
                unexpected(request, answer);
            }
            return false;
        }
        if (status >= 500) {
            unexpected(request, answer);
            return false;
        }
        if (!request.rejections().contains(code)) {
            unexpected(request, answer);
        }
        record.rejected(key);
        tally.rejected(code);
        if (request.mayPassLater() && record.isRetried(key)) {
            unsettled.add(key);
        }
        return true;
    }

    private void accept(int key, Request request, HttpResponse<byte[]> answer) {
        if (!request.mayBeAccepted()) {
            unexpected(request, answer);
        }
        long position = answer.headers().firstValueAsLong("Ledger-Position").orElseThrow();
        record.acknowledged(key, position, digest(answer.body()));
        if (request.reserve() != null) {
            requests.recorded(Instant.parse(
                    JSON.readTree(answer.body()).path("recordedAt").stringValue()));
        }
        tally.acknowledged();
    }

    private void unexpected(Request request, HttpResponse<byte[]> answer) {
        differences.add(
                Promise.ANSWERS_AS_DESCRIBED,
                "%s %s was answered %d %s"
                        .formatted(request.key(), request.path(), answer.statusCode(), code(answer.body())));
    }

    /** Sends a key once more; the answer, or null where none came. */
    @Nullable
    HttpResponse<byte[]> answer(Request request, Node node) {
        try {
            return http.send(post(node, request), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            return null;
        } catch (InterruptedException e) {
            throw Patience.interrupted(e);
        }
    }

    /** Asks a node; the answer, or null where none came. */
    @Nullable
    HttpResponse<byte[]> get(Node node, String path, long position) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(node.address() + path))
                .timeout(ANSWER_WAIT_MAX)
                .header("Ledger-Position", Long.toString(position))
                .build();
        try {
            return http.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            return null;
        } catch (InterruptedException e) {
            throw Patience.interrupted(e);
        }
    }

    /** Asks a node until it answers something else than that it is behind, or that it cannot. */
    HttpResponse<byte[]> answered(Node node, String path, long position) {
        AtomicReference<HttpResponse<byte[]>> answered = new AtomicReference<>();
        Patience.await(node + " to answer " + path, () -> {
            HttpResponse<byte[]> answer = get(node, path, position);
            answered.set(answer);
            return answer != null && answer.statusCode() < 500;
        });
        return answered.get();
    }

    private static HttpRequest post(Node node, Request request) {
        return HttpRequest.newBuilder(URI.create(node.address() + request.path()))
                .timeout(ANSWER_WAIT_MAX)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", request.key())
                .POST(BodyPublishers.ofString(request.body()))
                .build();
    }

    static boolean isSuccess(HttpResponse<byte[]> answer) {
        return answer.statusCode() / 100 == 2;
    }

    private static String code(byte[] problem) {
        try {
            return JSON.readTree(problem).path("code").asString("");
        } catch (JacksonException e) {
            return "no problem document";
        }
    }

    static long digest(byte[] body) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(body))
                    .getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
