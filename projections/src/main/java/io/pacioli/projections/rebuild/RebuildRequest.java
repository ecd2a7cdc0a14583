package io.pacioli.projections.rebuild;

import org.jspecify.annotations.Nullable;

/**
 * How a rebuild is asked for.
 *
 * @param automatic whether it is to be switched to by itself once it was found equal
 * @param eventsPerSecondMax null for as fast as it can
 * @param idempotencyKey names the request, so that it begins one rebuild however often it is sent
 * @param fingerprint tells another request with the same key
 */
public record RebuildRequest(
        boolean automatic,
        @Nullable Integer eventsPerSecondMax,
        String requestedBy,
        String idempotencyKey,
        String fingerprint) {

    public static final int EVENTS_PER_SECOND_MAX = 1_000_000;
}
