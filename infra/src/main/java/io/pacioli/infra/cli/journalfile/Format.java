package io.pacioli.infra.cli.journalfile;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The words of the format. */
final class Format {

    static final String NAME = "pacioli-journal";
    static final int VERSION = 1;

    static final String FORMAT = "format";
    static final String VERSION_FIELD = "version";
    static final String LEDGERS = "ledgers";
    static final String EVENTS = "events";
    static final String END = "end";
    static final String SHA256 = "sha256";

    static final String LEDGER = "ledger";
    static final String JOURNAL_NUMBER = "journalNumber";
    static final String ID = "id";
    static final String TYPE = "type";
    static final String REVISION = "revision";
    static final String RECORDED_AT = "recordedAt";
    static final String PAYLOAD = "payload";
    static final String ERASABLE = "erasable";
    static final String METADATA = "metadata";
    static final String HASH = "hash";

    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private Format() {}

    /** For the digest of every byte before the end. */
    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Adds a line without its end. */
    static void update(MessageDigest digest, byte[] line) {
        digest.update(line);
        digest.update((byte) '\n');
    }

    /** With all six decimal places, which is how much is recorded. */
    static String text(Instant recordedAt) {
        return MICROSECONDS.format(recordedAt);
    }
}
