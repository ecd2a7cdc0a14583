package io.pacioli.projections.batch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Values in PostgreSQL's binary form, each behind its length in bytes, one after the other in memory: columns of {@code COPY}
 * and elements of arrays are written alike. Source of the form: the {@code recv} function of each type.
 */
final class BinaryValues {

    private static final int NULL = -1;
    private static final long DAY_ZERO = LocalDate.of(2000, 1, 1).toEpochDay();
    private static final Instant TIME_ZERO = Instant.parse("2000-01-01T00:00:00Z");
    private static final long INFINITY = Long.MAX_VALUE;

    private ByteBuffer bytes;

    BinaryValues(int capacityFirst) {
        bytes = ByteBuffer.allocate(capacityFirst);
    }

    void bigint(long value) {
        room(Integer.BYTES + Long.BYTES).putInt(Long.BYTES).putLong(value);
    }

    void smallint(int value) {
        room(Integer.BYTES + Short.BYTES).putInt(Short.BYTES).putShort((short) value);
    }

    void date(@Nullable LocalDate value) {
        if (value == null) {
            none();
        } else {
            room(2 * Integer.BYTES).putInt(Integer.BYTES).putInt((int) (value.toEpochDay() - DAY_ZERO));
        }
    }

    void timestamp(Instant value) {
        bigint(ChronoUnit.MICROS.between(TIME_ZERO, value));
    }

    void infinity() {
        bigint(INFINITY);
    }

    void uuid(UUID value) {
        room(Integer.BYTES + 2 * Long.BYTES)
                .putInt(2 * Long.BYTES)
                .putLong(value.getMostSignificantBits())
                .putLong(value.getLeastSignificantBits());
    }

    void text(@Nullable String value) {
        bytes(value == null ? null : value.getBytes(UTF_8));
    }

    void bytes(byte @Nullable [] value) {
        if (value == null) {
            none();
        } else {
            room(Integer.BYTES + value.length).putInt(value.length).put(value);
        }
    }

    void character(char value) {
        room(Integer.BYTES + 1).putInt(1).put((byte) value);
    }

    void numeric(BigInteger value) {
        NumericForm.write(value, room(NumericForm.bytesMax(value)));
    }

    private void none() {
        room(Integer.BYTES).putInt(NULL);
    }

    /** The buffer, with room for so many bytes more. */
    ByteBuffer room(int more) {
        if (bytes.remaining() < more) {
            ByteBuffer larger = ByteBuffer.allocate(Math.max(2 * bytes.capacity(), bytes.position() + more));
            bytes = larger.put(bytes.flip());
        }
        return bytes;
    }

    int length() {
        return bytes.position();
    }

    /** Forgets what was written, and keeps the room for it. */
    void clear() {
        bytes.clear();
    }

    /** What was written, from the array's beginning on; the array may be longer. */
    byte[] array() {
        return bytes.array();
    }

    /** What was written, and nothing else. */
    byte[] bytes() {
        byte[] array = bytes.array();
        return array.length == length() ? array : Arrays.copyOf(array, length());
    }
}
