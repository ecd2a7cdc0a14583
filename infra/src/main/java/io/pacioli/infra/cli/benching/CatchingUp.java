package io.pacioli.infra.cli.benching;

import java.time.Duration;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** How far the read tables are behind, and how long they take to follow. */
final class CatchingUp {

    /** How long read tables may stand still that do not have everything; those that move are waited for, however far they have to go. */
    static final Duration STANDSTILL_MAX = Duration.ofMinutes(2);

    private static final long POLL_MILLIS = 50;
    private static final double NANOS_PER_SECOND = 1e9;

    /**
     * @param position that all projections have reached
     * @param lagEvents of the one that is furthest behind
     * @param lagSeconds how long ago the first event that it lacks was recorded
     */
    record Standing(long position, long lagEvents, double lagSeconds) {

        /** How many events are in the journals. */
        long allEvents() {
            return position + lagEvents;
        }

        private static Standing of(BenchedService service) {
            JsonNode projections = service.get("/v1/projections").path("data");
            if (projections.isEmpty()) {
                throw new BenchFailed("The service names no projections.");
            }
            long position = Long.MAX_VALUE;
            long lagEvents = 0;
            double lagSeconds = 0;
            for (JsonNode projection : projections) {
                position = Math.min(position, projection.path("position").asLong());
                lagEvents = Math.max(lagEvents, projection.path("lagEvents").asLong());
                lagSeconds = Math.max(lagSeconds, projection.path("lagSeconds").asDouble());
            }
            return new Standing(position, lagEvents, lagSeconds);
        }
    }

    /** @param isCaughtUp whether they have all that was in the journals at first; false where they stood still before that */
    record Result(Standing atFirst, Standing atLast, double seconds, boolean isCaughtUp) {}

    private final Supplier<Standing> look;
    private final PassingTime time;

    CatchingUp(Supplier<Standing> look, PassingTime time) {
        this.look = look;
        this.time = time;
    }

    static CatchingUp of(BenchedService service) {
        return new CatchingUp(() -> Standing.of(service), PassingTime.REAL);
    }

    /** Waits until the read tables have all that is in the journals now: somebody else's load must not keep it waiting. */
    Result watch() {
        long begun = time.nanos();
        Standing atFirst = look.get();
        Standing last = atFirst;
        long movedAt = begun;
        while (last.position() < atFirst.allEvents() && time.nanos() - movedAt < STANDSTILL_MAX.toNanos()) {
            time.pause(POLL_MILLIS);
            Standing now = look.get();
            if (now.position() > last.position()) {
                movedAt = time.nanos();
            }
            last = now;
        }
        double seconds = (time.nanos() - begun) / NANOS_PER_SECOND;
        return new Result(atFirst, last, seconds, last.position() >= atFirst.allEvents());
    }
}
