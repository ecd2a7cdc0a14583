package io.pacioli.infra.cli.benching;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Text in ASCII that is written again and again into the same memory. */
final class Bytes {

    private static final int SIZE_FIRST = 1_024;
    private static final int DIGITS_MAX = 20;
    private static final int TEN = 10;

    private byte[] array = new byte[SIZE_FIRST];
    private int length;

    Bytes clear() {
        length = 0;
        return this;
    }

    int length() {
        return length;
    }

    Bytes add(byte[] text) {
        reserve(text.length);
        System.arraycopy(text, 0, array, length, text.length);
        length += text.length;
        return this;
    }

    Bytes add(Bytes text) {
        reserve(text.length);
        System.arraycopy(text.array, 0, array, length, text.length);
        length += text.length;
        return this;
    }

    /** A number that is not negative. */
    Bytes add(long number) {
        reserve(DIGITS_MAX);
        int digits = 1;
        for (long rest = number / TEN; rest > 0; rest /= TEN) {
            digits++;
        }
        long rest = number;
        for (int i = length + digits - 1; i >= length; i--) {
            array[i] = (byte) ('0' + rest % TEN);
            rest /= TEN;
        }
        length += digits;
        return this;
    }

    Bytes add(char character) {
        reserve(1);
        array[length++] = (byte) character;
        return this;
    }

    /** What has been written, valid until the next change. */
    ByteBuffer asBuffer() {
        return ByteBuffer.wrap(array, 0, length);
    }

    @Override
    public String toString() {
        return new String(array, 0, length, US_ASCII);
    }

    private void reserve(int more) {
        if (array.length - length < more) {
            array = Arrays.copyOf(array, Math.max(2 * array.length, length + more));
        }
    }
}
