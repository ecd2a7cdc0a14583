package io.pacioli.query.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pacioli.domain.message.Text;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Writes and reads the cursors of one list: the key of the last item of a page, so that a page begins beyond it whatever has
 * been added since.
 *
 * <p>In Base64url: a version byte, eight bytes of a hash of the list (path, filters, order), and the key as text. A cursor of
 * another list does not read.
 */
public final class Cursor {

    private static final byte VERSION = 1;
    private static final int LIST_BYTES = 8;
    /** More than any key takes: a path has 255 characters, in UTF-8 at most three bytes for each. */
    private static final int KEY_BYTES_MAX = 1_024;

    /** Base64 writes three bytes as four characters. */
    private static final int LENGTH_MAX = (1 + LIST_BYTES + KEY_BYTES_MAX + 2) / 3 * 4;

    private final byte[] list;

    Cursor(String list) {
        this.list = Arrays.copyOf(sha256(list.getBytes(UTF_8)), LIST_BYTES);
    }

    String write(String key) {
        byte[] text = key.getBytes(UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(1 + LIST_BYTES + text.length);
        bytes.put(VERSION).put(list).put(text);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    Optional<String> read(String cursor) {
        if (cursor.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        boolean ours = bytes.length > 1 + LIST_BYTES
                && bytes[0] == VERSION
                && Arrays.equals(bytes, 1, 1 + LIST_BYTES, list, 0, LIST_BYTES);
        // A key goes to the database as it is, which takes no NUL in a text; no key of ours has one.
        return ours
                ? Optional.of(new String(bytes, 1 + LIST_BYTES, bytes.length - 1 - LIST_BYTES, UTF_8))
                        .filter(Text::isWellFormed)
                : Optional.empty();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
