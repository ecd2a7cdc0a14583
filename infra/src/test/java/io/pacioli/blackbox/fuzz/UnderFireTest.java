package io.pacioli.blackbox.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Thousands of spoilt requests to every endpoint of a service with little memory. Whatever they are, the service answers in time,
 * never with a 5xx, never with its insides, and keeps what it has acknowledged and nothing else.
 *
 * <p>Each request has a number and comes from it and the seed alone: {@code -Dpacioli.fuzz.seed=…} with
 * {@code -Dpacioli.fuzz.first=…} and {@code -Dpacioli.fuzz.requests=1} sends one again.
 */
@Timeout(3_600)
class UnderFireTest {

    /** Fixed, so that no change is blamed for what another seed finds; long runs are given others. */
    private static final long SEED = Long.getLong("pacioli.fuzz.seed", 1494);

    private static final int FIRST = Integer.getInteger("pacioli.fuzz.first", 0);
    private static final int REQUESTS = Integer.getInteger("pacioli.fuzz.requests", 3_000);

    /** After so much harm there is no more to be learnt from the rest. */
    private static final int TOLD_MAX = 10;

    private static final int AGAIN_MAX = 5;

    @Test
    void no_request_does_harm(@TempDir Path directory) throws IOException {
        System.out.printf("under fire: -Dpacioli.fuzz.seed=%d%n", SEED);
        try (ServiceUnderFire service = ServiceUnderFire.in(directory)) {
            Set<String> spoilt = new TreeSet<>();
            List<String> harm = new ArrayList<>();
            for (int number = FIRST; number < FIRST + REQUESTS && harm.size() < TOLD_MAX; number++) {
                SplittableRandom random = new SplittableRandom(SEED + number * 0x9E3779B97F4A7C15L);
                Endpoint endpoint =
                        service.endpoints().get(number % service.endpoints().size());
                spoilt.add(endpoint.toString());
                Draft draft = spoilt(endpoint, number, service.cursors(), random);
                try {
                    send(draft, service, random);
                } catch (AssertionError | RuntimeException e) {
                    harm.add("%n-Dpacioli.fuzz.seed=%d -Dpacioli.fuzz.first=%d -Dpacioli.fuzz.requests=1%n%s%n%s"
                            .formatted(SEED, number, draft, e));
                }
            }
            assertThat(harm).as("%s", service.log()).isEmpty();
            assertThat(spoilt).hasSize(Math.min(REQUESTS, service.endpoints().size()));
            service.expectUnharmed();
        }
    }

    /** Where the answer was lost with the connection, or nobody listened, the same bytes tell what became of their key. */
    private static void send(Draft draft, ServiceUnderFire service, RandomGenerator random) {
        boolean lost = service.send(draft, random);
        boolean deaf = draft.delivery.isDeaf();
        for (int i = 0; i < AGAIN_MAX && lost && (deaf || !service.isAsAcknowledged()); i++) {
            lost = service.send(draft.delivered(Draft.Delivery.AT_ONCE), random);
            deaf = false;
        }
        assertThat(service.isAsAcknowledged())
                .as("nothing is stored that was not acknowledged")
                .isTrue();
    }

    private static Draft spoilt(Endpoint endpoint, int number, List<String> cursors, RandomGenerator random) {
        Draft draft = endpoint.draft("fuzz-%d-%d".formatted(SEED, number), random);
        int times = random.nextInt(1, 4);
        if (endpoint.isWrite() && random.nextInt(3) > 0) {
            draft.body = SpoiltBody.of(endpoint.body(), random);
            draft.announceBody();
            times -= random.nextInt(1, 3);
        }
        for (int i = 0; i < times; i++) {
            SpoiltRequest.spoil(draft, cursors, random);
        }
        return draft;
    }
}
