package io.pacioli.infra.cli.service;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The service, asked over HTTP. A request that may or may not have been taken, or that may succeed later, is sent again with
 * its key, for up to {@link #PATIENCE}.
 */
public final class ServiceClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(60);

    private final URI address;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();

    /** @param address of the service, without a path of the API: {@code http://localhost:8080} */
    public ServiceClient(URI address) {
        this.address = address;
    }

    /** Asks for something that every ledger service has, and once: a mistyped address is told at once. */
    public Answer knock() throws IOException {
        return exchange(request("/v1/ledgers?limit=1").GET().build());
    }

    /**
     * Asks for something.
     *
     * @param position that the answer has to know of, or null
     * @throws Unanswered when patience ends first
     */
    public Answer get(String path, @Nullable String position) {
        HttpRequest.Builder request = request(path).GET();
        return send((position == null ? request : request.header("Ledger-Position", position)).build());
    }

    /** @throws Unanswered when patience ends first */
    public Answer post(String path, String key, String body) {
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
        BackOff backOff = new BackOff(PATIENCE);
        while (true) {
            String failure;
            long askedNanos = 0;
            try {
                Answer answer = exchange(request);
                if (!answer.isPassing()) {
                    return answer;
                }
                failure = answer.code() + ": " + answer.detail();
                askedNanos = answer.retryAfterNanos();
            } catch (IOException e) {
                failure = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            }
            if (!backOff.waitAgain(askedNanos)) {
                throw new Unanswered(
                        request.uri().toString(),
                        "No answer within %d s; the last failure was: %s.".formatted(PATIENCE.toSeconds(), failure));
            }
        }
    }

    private Answer exchange(HttpRequest request) throws IOException {
        try {
            return Answer.of(http.send(request, BodyHandlers.ofByteArray()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unanswered(request.uri().toString(), "Interrupted.");
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
