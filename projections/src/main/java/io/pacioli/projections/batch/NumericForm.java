package io.pacioli.projections.batch;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * PostgreSQL's binary form of a whole number of type {@code numeric}: groups of four decimal digits, the first group's weight in
 * powers of 10,000, a sign and a scale. Source: {@code numeric_recv} in PostgreSQL's {@code numeric.c}.
 */
final class NumericForm {

    private static final int GROUP = 10_000;
    private static final int GROUP_DIGITS = 4;
    private static final int HEADER_BYTES = 4 * Short.BYTES;
    private static final short POSITIVE = 0x0000;
    private static final short NEGATIVE = 0x4000;
    private static final int LONG_BITS_MAX = Long.SIZE - 2;
    private static final int LONG_GROUPS = 5;

    private NumericForm() {}

    /** Never less than {@link #write} needs, the length in front included. */
    static int bytesMax(BigInteger value) {
        int digitsMax = value.bitLength() / 3 + 1;
        return Integer.BYTES + HEADER_BYTES + Short.BYTES * (digitsMax / GROUP_DIGITS + 1);
    }

    /** Writes the length of the form, then the form. */
    static void write(BigInteger value, ByteBuffer to) {
        short sign = value.signum() < 0 ? NEGATIVE : POSITIVE;
        short[] groups = value.bitLength() <= LONG_BITS_MAX ? groups(Math.abs(value.longValue())) : groups(value.abs());
        to.putInt(HEADER_BYTES + Short.BYTES * groups.length);
        to.putShort((short) groups.length)
                .putShort((short) (groups.length - 1))
                .putShort(sign)
                .putShort((short) 0);
        for (int i = groups.length - 1; i >= 0; i--) {
            to.putShort(groups[i]);
        }
    }

    private static short[] groups(long value) {
        short[] groups = new short[LONG_GROUPS];
        int count = 0;
        for (long rest = value; rest > 0; rest /= GROUP) {
            groups[count++] = (short) (rest % GROUP);
        }
        return Arrays.copyOf(groups, count);
    }

    private static short[] groups(BigInteger value) {
        String digits = value.toString();
        short[] groups = new short[(digits.length() + GROUP_DIGITS - 1) / GROUP_DIGITS];
        for (int i = 0; i < groups.length; i++) {
            int end = digits.length() - i * GROUP_DIGITS;
            groups[i] = (short) Integer.parseInt(digits, Math.max(0, end - GROUP_DIGITS), end, 10);
        }
        return groups;
    }
}
