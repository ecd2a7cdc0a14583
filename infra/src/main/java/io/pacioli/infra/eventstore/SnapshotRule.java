package io.pacioli.infra.eventstore;

/**
 * When an aggregate is to be kept as a snapshot: when so much has come since the last that it would take long to load. That is many
 * events, or few large ones: a thousand accounts that one transaction posts to would each have to read all of it.
 */
public final class SnapshotRule {

    private static final int EVENTS = 64;

    /** Up to here an event is small, and its number is all that counts. */
    private static final int SMALL_BYTES = 4 << 10;

    private static final int LARGE_BYTES = 64 << 10;

    private SnapshotRule() {}

    /**
     * Whether an event counts by its size, too.
     *
     * @param bytes how large it is written down
     */
    public static boolean isLarge(int bytes) {
        return bytes > SMALL_BYTES;
    }

    /**
     * @param events how many have come since the last snapshot, or since the beginning
     * @param largeBytes how large those of them are together that are large
     */
    public static boolean isDue(long events, long largeBytes) {
        return events >= EVENTS || largeBytes >= LARGE_BYTES;
    }
}
