package io.pacioli.reliability;

import java.util.Arrays;
import java.util.BitSet;

/**
 * What one client has sent and was told, by the number of the request: two numbers a key, so that millions fit into memory. Nothing
 * is sent before it is put down here.
 */
final class KeyRecord {

    /** A client that has sent so many is at its end. */
    static final int KEYS_MAX = 4_000_000;

    /** In place of a position. */
    private static final long UNANSWERED = 0;

    private static final long REJECTED = -1;

    private static final int SIZE_FIRST = 1_024;

    private final BitSet retried = new BitSet();
    private long[] positions = new long[SIZE_FIRST];
    private long[] digests = new long[SIZE_FIRST];
    private int sent;

    /** Puts down that the next request is sent from now on, and gives its number. */
    synchronized int next() {
        if (sent == positions.length) {
            positions = Arrays.copyOf(positions, 2 * sent);
            digests = Arrays.copyOf(digests, 2 * sent);
        }
        return sent++;
    }

    synchronized void retried(int number) {
        retried.set(number);
    }

    synchronized void acknowledged(int number, long position, long digest) {
        positions[number] = position;
        digests[number] = digest;
    }

    synchronized void rejected(int number) {
        positions[number] = REJECTED;
    }

    synchronized int sent() {
        return sent;
    }

    synchronized boolean isFull() {
        return sent >= KEYS_MAX;
    }

    synchronized boolean isAnswered(int number) {
        return positions[number] != UNANSWERED;
    }

    synchronized boolean isAcknowledged(int number) {
        return positions[number] > 0;
    }

    synchronized boolean isRejected(int number) {
        return positions[number] == REJECTED;
    }

    synchronized boolean isRetried(int number) {
        return retried.get(number);
    }

    /** The position that the answer named. */
    synchronized long position(int number) {
        return positions[number];
    }

    /** The digest of the answer's bytes. */
    synchronized long digest(int number) {
        return digests[number];
    }
}
