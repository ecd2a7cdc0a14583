package io.pacioli.reliability;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** When the load has ended and the clocks are right again, every hold whose time has come expires by itself, and within seconds. */
final class NothingOverdue {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String FIRST = "/v1/ledgers/%s/holds?limit=1".formatted(Requests.MAIN);

    /** What expires while the books are compared is not yet in all that is compared. The time of the books may be an hour ahead. */
    private static final Duration QUIET = Duration.ofSeconds(60);

    /** Nodes that have just come back have to find out first that another one has died at it. */
    private static final Duration EXPIRY_MAX = QUIET.plusSeconds(30);

    private final Memory memory;
    private final Differences differences;

    NothingOverdue(Memory memory, Differences differences) {
        this.memory = memory;
        this.differences = differences;
    }

    /** Waits until nothing is due, nor will be while the audit lasts. */
    void await(Installation installation) {
        installation.nodes().forEach(node -> node.stepClock(Duration.ZERO));
        Client asking = memory.clients().getLast();
        Node node = installation.withDatabase();
        if (!Patience.isMet(() -> isQuiet(asking.answered(node, FIRST, 0)), EXPIRY_MAX)) {
            differences.add(
                    Promise.HOLDS_END_ONCE,
                    "still open after its time: "
                            + new String(asking.answered(node, FIRST, 0).body(), UTF_8));
        }
    }

    private static boolean isQuiet(HttpResponse<byte[]> holds) {
        JsonNode expiresAt = JSON.readTree(holds.body()).at("/data/0/expiresAt");
        return !expiresAt.isString()
                || Instant.parse(expiresAt.stringValue()).isAfter(Instant.now().plus(QUIET));
    }
}
