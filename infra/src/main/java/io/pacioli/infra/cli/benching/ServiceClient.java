package io.pacioli.infra.cli.benching;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** The service, asked in peace, before and after a load. What may succeed later is asked again, for a while. */
final class ServiceClient implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long PAUSE_MILLIS = 200;
    private static final int NOT_FOUND = 404;

    private final URI address;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();

    /** @param address of the service, without a path of the API: {@code http://localhost:8080} */
    ServiceClient(URI address) {
        this.address = address;
    }

    /** Makes sure, at the first attempt, that a ledger service answers at the address. */
    void requireThere() {
        String wrong;
        try {
            Answer answer = exchange(request("/v1/ledgers?limit=1").GET().build());
            if (answer.isAccepted() && answer.json().has("data")) {
                return;
            }
            wrong = "What answers at %s is no such service (%s).".formatted(address, answer.code());
        } catch (IOException e) {
            wrong = "No service answers at %s.".formatted(address);
        }
        throw new BenchFailed(
                wrong + " Start one with ./pacioli serve, name another one with --url, or give --self-contained.");
    }

    JsonNode get(String path) {
        Answer answer = send(request(path).GET().build());
        if (!answer.isAccepted()) {
            throw new BenchFailed("%s%s was answered with %s.".formatted(address, path, answer.code()));
        }
        return answer.json();
    }

    /** A body that is no JSON; empty where there is no such thing. */
    String text(String path) {
        Answer answer = send(request(path).GET().build());
        if (!answer.isAccepted() && answer.status() != NOT_FOUND) {
            throw new BenchFailed("%s%s was answered with %s.".formatted(address, path, answer.code()));
        }
        return answer.isAccepted() ? new String(answer.body(), StandardCharsets.UTF_8) : "";
    }

    Answer post(String path, String key, String body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path)).timeout(REQUEST_TIMEOUT);
    }

    private Answer send(HttpRequest request) {
        long begun = System.nanoTime();
        while (true) {
            String failure;
            try {
                Answer answer = exchange(request);
                if (!answer.isPassing()) {
                    return answer;
                }
                failure = answer.code();
            } catch (IOException e) {
                failure = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            }
            if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                throw new BenchFailed("%s was not answered within %d s; the last failure was: %s."
                        .formatted(request.uri(), PATIENCE.toSeconds(), failure));
            }
            PassingTime.REAL.pause(PAUSE_MILLIS);
        }
    }

    private Answer exchange(HttpRequest request) throws IOException {
        try {
            HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
            boolean replayed = response.headers()
                    .firstValue("Idempotency-Replayed")
                    .map("true"::equals)
                    .orElse(false);
            return new Answer(response.statusCode(), replayed, 0, response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailed("Interrupted.");
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
