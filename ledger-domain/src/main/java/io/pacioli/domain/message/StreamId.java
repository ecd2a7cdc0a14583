package io.pacioli.domain.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The name of one aggregate's event stream: a name-based UUID (version 8 of RFC 9562, SHA-256) of tenant, ledger, kind and key.
 *
 * <p>A stream can begin only once, so whatever has its stream's name made of it is unique in its ledger.
 */
public final class StreamId {

    private static final int UUID_VERSION_TIME_ORDERED = 7;
    private static final long TIME_MASK = 0xFFFF_FFFF_FFFF_0000L;

    private final UUID value;

    /** Remembered, because an aggregate's identifier is a text and is asked for with every event. */
    private @Nullable String text;

    public StreamId(UUID value) {
        this.value = value;
    }

    public UUID value() {
        return value;
    }

    /** The stream of the thing of that kind which the key names in the ledger. */
    public static StreamId of(String kind, String tenant, String ledger, String key) {
        return new StreamId(named(kind, tenant, ledger, key));
    }

    /**
     * As {@link #of(String, String, String, String)} for a key that is a UUID: the stream keeps the 48 bits of time of a
     * version 7 key, so that streams which begin together stand side by side in the index. Random places would make the
     * database write a full page for each after every checkpoint.
     */
    public static StreamId of(String kind, String tenant, String ledger, UUID key) {
        UUID name = named(kind, tenant, ledger, key.toString());
        if (key.version() != UUID_VERSION_TIME_ORDERED) {
            return new StreamId(name);
        }
        long high = (key.getMostSignificantBits() & TIME_MASK) | (name.getMostSignificantBits() & ~TIME_MASK);
        return new StreamId(new UUID(high, name.getLeastSignificantBits()));
    }

    public static StreamId parse(String text) {
        return new StreamId(UUID.fromString(text));
    }

    private static UUID named(String kind, String tenant, String ledger, String key) {
        MessageDigest digest = Sha256.digest();
        for (String part : new String[] {kind, tenant, ledger, key}) {
            digest.update(part.getBytes(UTF_8));
            digest.update((byte) 0);
        }
        ByteBuffer hash = ByteBuffer.wrap(digest.digest());
        long high = (hash.getLong() & ~0xF000L) | 0x8000L;
        long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StreamId that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        String known = text;
        if (known == null) {
            known = value.toString();
            text = known;
        }
        return known;
    }
}
