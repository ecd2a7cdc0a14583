package io.pacioli.command.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What tells whether two requests with one key are the same: {@code v1:} and the SHA-256 of method, path and canonical body, and of
 * {@code If-Match} where the request has it.
 *
 * <p>They are joined by line feeds, which none of them can contain, so that no two requests are joined alike.
 */
final class Fingerprint {

    private static final String VERSION = "v1:";
    private static final byte SEPARATOR = '\n';

    private Fingerprint() {}

    static String of(String method, String path, byte[] canonicalBody, @Nullable String ifMatch) {
        MessageDigest digest = sha256();
        digest.update(method.getBytes(UTF_8));
        digest.update(SEPARATOR);
        digest.update(path.getBytes(UTF_8));
        digest.update(SEPARATOR);
        digest.update(canonicalBody);
        if (ifMatch != null) {
            digest.update(SEPARATOR);
            digest.update(ifMatch.getBytes(UTF_8));
        }
        return VERSION + HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
