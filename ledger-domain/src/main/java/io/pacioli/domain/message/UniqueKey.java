package io.pacioli.domain.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;

/** A name that at most one event within a scope may carry, such as a transaction's reference in its ledger. */
public record UniqueKey(String scope, String value) {

    /** The 64 bits under which the store finds candidates; equal hashes still have to be confirmed against the event. */
    public long hash() {
        MessageDigest digest = Sha256.digest();
        digest.update(scope.getBytes(UTF_8));
        digest.update((byte) 0);
        return ByteBuffer.wrap(digest.digest(value.getBytes(UTF_8))).getLong();
    }
}
