package io.pacioli.infra.cli.importing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Names that follow from what is imported, so that the same record always goes by the same one. */
final class ImportKeys {

    private static final long MILLIS_LIMIT = 1L << 48;

    private final String ledger;

    ImportKeys(String ledger) {
        this.ledger = ledger;
    }

    /** The idempotency key of a request. */
    String requestKey(String file, String body) {
        return "import-" + HexFormat.of().formatHex(digest(file, body), 0, 24);
    }

    /**
     * The id of a transaction that the file gives none.
     *
     * <p>It is of version 7, with the effective time for its time, where there is one: transactions of one day then stand side
     * by side in the service's indexes, as those do that were made one after the other. Otherwise it is of version 8.
     *
     * @param content all that the transaction says, in one way of writing it
     * @param place what tells it from another that says the same, or nothing where its reference does so
     */
    UUID transactionId(String content, String place, @Nullable String effectiveAt) {
        ByteBuffer hash = ByteBuffer.wrap(digest("transaction", place, content));
        long high = hash.getLong();
        long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        OptionalLong millis = millis(effectiveAt);
        return millis.isPresent()
                ? new UUID((millis.getAsLong() << 16) | 0x7000L | (high & 0x0FFFL), low)
                : new UUID((high & ~0xF000L) | 0x8000L, low);
    }

    private static OptionalLong millis(@Nullable String effectiveAt) {
        if (effectiveAt == null) {
            return OptionalLong.empty();
        }
        try {
            Instant moment = effectiveAt.indexOf('T') < 0
                    ? LocalDate.parse(effectiveAt).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(effectiveAt).toInstant();
            long millis = moment.toEpochMilli();
            return millis < 0 || millis >= MILLIS_LIMIT ? OptionalLong.empty() : OptionalLong.of(millis);
        } catch (DateTimeException | ArithmeticException e) {
            return OptionalLong.empty();
        }
    }

    private byte[] digest(String... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(ledger.getBytes(UTF_8));
            for (String part : parts) {
                digest.update((byte) 0);
                digest.update(part.getBytes(UTF_8));
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
