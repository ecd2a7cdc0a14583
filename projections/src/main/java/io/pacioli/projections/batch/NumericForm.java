package io.pacioli.projections.batch;

import java.math.BigInteger;
import java.nio.ByteBuffer;

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

    private NumericForm() {}

    /** Never less than {@link #write} needs, the length in front included. */
    static int bytesMax(BigInteger value) {
        int digitsMax = value.bitLength() / 3 + 1;
        return Integer.BYTES + HEADER_BYTES + Short.BYTES * (digitsMax / GROUP_DIGITS + 1);
    }

    /** Writes the length of the form, then the form. */
    static void write(BigInteger value, ByteBuffer to) {
        short sign = value.signum() < 0 ? NEGATIVE : POSITIVE;
        if (value.bitLength() <= LONG_BITS_MAX) {
            write(Math.abs(value.longValue()), sign, to);
        } else {
            write(value.abs().toString(), sign, to);
        }
    }

    private static void write(long value, short sign, ByteBuffer to) {
        int groups = 0;
        for (long rest = value; rest > 0; rest /= GROUP) {
            groups++;
        }
        writeHeader(groups, sign, to);
        int first = to.position();
        long rest = value;
        for (int i = groups - 1; i >= 0; i--) {
            to.putShort(first + i * Short.BYTES, (short) (rest % GROUP));
            rest /= GROUP;
        }
        to.position(first + groups * Short.BYTES);
    }

    private static void write(String digits, short sign, ByteBuffer to) {
        int groups = (digits.length() + GROUP_DIGITS - 1) / GROUP_DIGITS;
        writeHeader(groups, sign, to);
        for (int i = groups - 1; i >= 0; i--) {
            int end = digits.length() - i * GROUP_DIGITS;
            to.putShort((short) Integer.parseInt(digits, Math.max(0, end - GROUP_DIGITS), end, 10));
        }
    }

    private static void writeHeader(int groups, short sign, ByteBuffer to) {
        to.putInt(HEADER_BYTES + Short.BYTES * groups)
                .putShort((short) groups)
                .putShort((short) (groups - 1))
                .putShort(sign)
                .putShort((short) 0);
    }
}
