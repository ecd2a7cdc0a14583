package io.pacioli.infra.cli.importing;

import io.pacioli.infra.cli.service.Answer;
import io.pacioli.infra.cli.service.ServiceClient;
import io.pacioli.infra.cli.service.Unanswered;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The service as an import sees it: whatever is asked for knows of everything that the import has done. */
final class Api implements AutoCloseable {

    private static final String UNREACHABLE = "UNREACHABLE";

    private final URI address;
    private final ServiceClient service;
    private volatile @Nullable String position;

    /** @param address of the service, without a path of the API: {@code http://localhost:8080} */
    Api(URI address) {
        this(address, null);
    }

    /** @param position from which on answers are wanted, or null */
    Api(URI address, @Nullable String position) {
        this.address = address;
        this.position = position;
        this.service = new ServiceClient(address);
    }

    /** Makes sure that somebody answers at the address. */
    void requireThere() {
        try {
            service.knock();
        } catch (ConnectException e) {
            throw new ImportFailed(
                    address.toString(),
                    UNREACHABLE,
                    "No service answers there. Start it with ./pacioli serve, or name another one with --url.");
        } catch (IOException e) {
            throw new ImportFailed(address.toString(), UNREACHABLE, String.valueOf(e.getMessage()));
        }
    }

    Answer post(String path, String key, String body) {
        return seen(() -> service.post(path, key, body));
    }

    /** Asks for something as it stands after everything that this import has done. */
    Answer get(String path) {
        return seen(() -> service.get(path, position));
    }

    private Answer seen(Supplier<Answer> request) {
        try {
            Answer answer = request.get();
            String answered = answer.position();
            if (answered != null) {
                position = answered;
            }
            return answer;
        } catch (Unanswered e) {
            throw new ImportFailed(
                    e.where(),
                    UNREACHABLE,
                    e.getMessage() + " Run the import again when the service is well: nothing is posted twice.");
        }
    }

    /** The position of the last answer that had one, or null. */
    @Nullable
    String position() {
        return position;
    }

    @Override
    public void close() {
        service.close();
    }
}
