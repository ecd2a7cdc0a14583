package io.pacioli.projections.hold;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where an open hold stands in a list by expiry.
 *
 * @param expiresAt null for never, which comes last
 * @param position where it was placed
 */
public record HoldPlace(@Nullable Instant expiresAt, long position) {

    /** Before everything there is. */
    public static final HoldPlace FIRST = new HoldPlace(Instant.EPOCH, 0);
}
