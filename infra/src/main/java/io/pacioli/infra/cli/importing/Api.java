package io.pacioli.infra.cli.importing;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The service, asked over HTTP. A request that may or may not have been taken is sent again with its key, for up to
 * {@link #PATIENCE}.
 */
final class Api implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(60);

    /** Our fault, too much to do, or a read side that is behind: none of them is the request's fault. */
    private static final Set<Integer> STATUSES_TO_RETRY = Set.of(500, 503, 504);

    private static final String UNREACHABLE = "UNREACHABLE";

    private final URI address;
    private final HttpClient http;
    private volatile @Nullable String position;

    /** @param address of the service, without a path of the API: {@code http://localhost:8080} */
    Api(URI address) {
        this(address, null);
    }

    /** @param position from which on answers are wanted, or null */
    Api(URI address, @Nullable String position) {
        this.address = address;
        this.position = position;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT)
                .build();
    }

    /** Makes sure that somebody answers at the address, and asks once: a mistyped address is told at once. */
    void requireThere() {
        try {
            send(request("/v1/ledgers?limit=1").GET().build());
        } catch (ConnectException e) {
            throw new ImportFailed(
                    address.toString(),
                    UNREACHABLE,
                    "No service answers there. Start it with ./pacioli serve, or name another one with --url.");
        } catch (IOException e) {
            throw new ImportFailed(address.toString(), UNREACHABLE, String.valueOf(e.getMessage()));
        }
    }

    Reply post(String path, String key, String body) {
        return send(
                path,
                request(path)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build());
    }

    /** Asks for something as it stands after everything that this import has done. */
    Reply get(String path) {
        HttpRequest.Builder request = request(path).GET();
        String seen = position;
        return send(path, (seen == null ? request : request.header("Ledger-Position", seen)).build());
    }

    /** The position of the last answer that had one, or null. */
    @Nullable
    String position() {
        return position;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path))
                .timeout(REQUEST_TIMEOUT)
                .header("Accept", "application/json");
    }

    private Reply send(String path, HttpRequest request) {
        BackOff backOff = new BackOff(PATIENCE);
        while (true) {
            String failure;
            @Nullable String retryAfter = null;
            try {
                HttpResponse<byte[]> response = send(request);
                Reply reply = Reply.of(response);
                if (!STATUSES_TO_RETRY.contains(reply.status())) {
                    response.headers().firstValue("Ledger-Position").ifPresent(seen -> position = seen);
                    return reply;
                }
                failure = reply.code() + ": " + reply.detail();
                retryAfter = response.headers().firstValue("Retry-After").orElse(null);
            } catch (IOException e) {
                failure = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            }
            if (!backOff.waitAgain(retryAfter)) {
                throw new ImportFailed(
                        address + path,
                        UNREACHABLE,
                        "No answer within %d s; the last failure was: %s. Run the import again when the service is well: nothing is posted twice."
                                .formatted(PATIENCE.toSeconds(), failure));
            }
        }
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws IOException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ImportFailed(address.toString(), UNREACHABLE, "The import was interrupted.");
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
