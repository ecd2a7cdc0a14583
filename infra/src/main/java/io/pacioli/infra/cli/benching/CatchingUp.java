package io.pacioli.infra.cli.benching;

import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** How far the read tables are behind, and how long they take to follow. */
final class CatchingUp {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final long POLL_MILLIS = 50;
    private static final double NANOS_PER_SECOND = 1e9;

    /**
     * @param position that all projections have reached
     * @param lagEvents of the one that is furthest behind
     * @param lagSeconds how long ago the first event that it lacks was recorded
     */
    record Standing(long position, long lagEvents, double lagSeconds) {
        boolean isCaughtUp() {
            return lagEvents == 0;
        }
    }

    /** @param isCaughtUp false where patience ended first */
    record Result(Standing atFirst, Standing atLast, double seconds, boolean isCaughtUp) {}

    private CatchingUp() {}

    static Result watch(ServiceClient service) {
        long begun = System.nanoTime();
        Standing atFirst = look(service);
        Standing last = atFirst;
        while (!last.isCaughtUp() && System.nanoTime() - begun < PATIENCE.toNanos()) {
            Pause.millis(POLL_MILLIS);
            last = look(service);
        }
        return new Result(atFirst, last, (System.nanoTime() - begun) / NANOS_PER_SECOND, last.isCaughtUp());
    }

    private static Standing look(ServiceClient service) {
        long position = Long.MAX_VALUE;
        long lagEvents = 0;
        double lagSeconds = 0;
        for (JsonNode projection : service.get("/v1/projections").path("data")) {
            position = Math.min(position, projection.path("position").asLong());
            lagEvents = Math.max(lagEvents, projection.path("lagEvents").asLong());
            lagSeconds = Math.max(lagSeconds, projection.path("lagSeconds").asDouble());
        }
        return new Standing(position, lagEvents, lagSeconds);
    }
}
