package io.pacioli.infra.cli.benching;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pacioli.infra.cli.service.Answer;
import io.pacioli.infra.cli.service.ServiceClient;
import io.pacioli.infra.cli.service.Unanswered;
import java.io.IOException;
import java.net.URI;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** The service as a run asks it before and after a load; what it does not answer ends the run. */
final class BenchedService implements AutoCloseable {

    private static final int NOT_FOUND = 404;

    private final URI address;
    private final ServiceClient service;

    /** @param address of the service, without a path of the API: {@code http://localhost:8080} */
    BenchedService(URI address) {
        this.address = address;
        this.service = new ServiceClient(address);
    }

    /** Makes sure, at the first attempt, that a ledger service answers at the address. */
    void requireThere() {
        String wrong;
        try {
            Answer answer = service.knock();
            if (answer.isOk() && answer.json().has("data")) {
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
        return ok(path, answered(() -> service.get(path, null))).json();
    }

    /** A body that is no JSON; empty where there is no such thing. */
    String text(String path) {
        Answer answer = answered(() -> service.get(path, null));
        return answer.status() == NOT_FOUND ? "" : new String(ok(path, answer).body(), UTF_8);
    }

    Answer post(String path, String key, String body) {
        return answered(() -> service.post(path, key, body));
    }

    private Answer ok(String path, Answer answer) {
        if (!answer.isOk()) {
            throw new BenchFailed("%s%s was answered with %s.".formatted(address, path, answer.code()));
        }
        return answer;
    }

    private static Answer answered(Supplier<Answer> request) {
        try {
            return request.get();
        } catch (Unanswered e) {
            throw new BenchFailed(e.where() + ": " + e.getMessage());
        }
    }

    @Override
    public void close() {
        service.close();
    }
}
