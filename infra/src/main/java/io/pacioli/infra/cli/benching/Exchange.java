package io.pacioli.infra.cli.benching;

import java.time.Duration;

/** One request under way, however often it has to be sent. Times are nanoseconds since the load began. */
final class Exchange {

    static final int NOT_SAMPLED = -1;

    /** A request that nobody has answered for as long, however often it was sent, is given up. */
    static final long PATIENCE_NANOS = Duration.ofSeconds(60).toNanos();

    private static final long RETRY_NANOS_FIRST = Duration.ofMillis(10).toNanos();
    private static final long RETRY_NANOS_MAX = Duration.ofSeconds(1).toNanos();

    private final long number;
    private final Kind kind;
    private final long intended;
    private final long giveUpAt;
    private final int sample;
    private long retryAt;
    private long nextPause = RETRY_NANOS_FIRST;

    /**
     * @param intended when it should be sent; the wait for an answer counts from then
     * @param sample its place among those that the audit sends again, or {@link #NOT_SAMPLED}
     */
    Exchange(long number, Kind kind, long intended, long now, int sample) {
        this.number = number;
        this.kind = kind;
        this.intended = intended;
        this.giveUpAt = now + PATIENCE_NANOS;
        this.sample = sample;
    }

    long number() {
        return number;
    }

    Kind kind() {
        return kind;
    }

    long intended() {
        return intended;
    }

    int sample() {
        return sample;
    }

    long retryAt() {
        return retryAt;
    }

    /** Whether the body of an answer that accepts it is of interest, or its head says enough. */
    boolean wantsBody() {
        return sample != NOT_SAMPLED || kind == Kind.BATCH;
    }

    /**
     * Puts the next attempt off, each time for longer.
     *
     * @param askedNanos how long the service asked to be left alone
     * @return whether there is a next attempt
     */
    boolean putOff(long now, long askedNanos) {
        retryAt = now + Math.max(nextPause, askedNanos);
        nextPause = Math.min(2 * nextPause, RETRY_NANOS_MAX);
        return retryAt < giveUpAt;
    }
}
