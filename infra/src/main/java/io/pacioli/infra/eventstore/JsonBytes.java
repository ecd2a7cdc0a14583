package io.pacioli.infra.eventstore;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** A JSON document in exactly the bytes (UTF-8) that are stored and hashed. Nobody changes the array after it is handed over. */
public final class JsonBytes {

    private final byte[] utf8;

    private JsonBytes(byte[] utf8) {
        this.utf8 = utf8;
    }

    public static JsonBytes of(byte[] utf8) {
        return new JsonBytes(utf8);
    }

    public static JsonBytes of(String text) {
        return new JsonBytes(text.getBytes(UTF_8));
    }

    public byte[] utf8() {
        return utf8;
    }

    public int length() {
        return utf8.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonBytes that && Arrays.equals(utf8, that.utf8);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(utf8);
    }

    @Override
    public String toString() {
        return new String(utf8, UTF_8);
    }
}
