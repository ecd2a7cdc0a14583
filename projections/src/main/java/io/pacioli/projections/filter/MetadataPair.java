package io.pacioli.projections.filter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/**
 * Half a SHA-256 of a key and its value, by which whoever carries the two is found. Values may name a person: they are not
 * copied into one more table, and stay short there.
 */
public final class MetadataPair {

    private MetadataPair() {}

    public static UUID of(String key, String value) {
        byte[] keyBytes = key.getBytes(UTF_8);
        byte[] valueBytes = value.getBytes(UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + keyBytes.length + valueBytes.length);
        bytes.putInt(keyBytes.length).put(keyBytes).put(valueBytes);
        ByteBuffer digest = ByteBuffer.wrap(sha256(bytes.array()));
        return new UUID(digest.getLong(), digest.getLong());
    }

    public static Collection<UUID> of(Map<String, String> pairs) {
        return pairs.entrySet().stream()
                .map(pair -> of(pair.getKey(), pair.getValue()))
                .sorted()
                .toList();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
