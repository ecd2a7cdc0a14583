package io.pacioli.infra.cli.benching;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.pacioli.infra.cli.service.Answer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;

/**
 * Reads one HTTP/1.1 answer after another from the pieces in which they arrive. It understands what the service sends, answers
 * whose length is told, and refuses everything else.
 */
final class AnswerReader {

    private static final int HEAD_BYTES_MAX = 16 << 10;
    private static final int BODY_BYTES_MAX = 64 << 20;
    private static final Duration RETRY_AFTER_MAX = Duration.ofSeconds(5);

    private static final byte[] CONTENT_LENGTH = "content-length:".getBytes(US_ASCII);
    private static final byte[] RETRY_AFTER = "retry-after:".getBytes(US_ASCII);
    private static final byte[] REPLAYED = "idempotency-replayed: true".getBytes(US_ASCII);
    private static final byte[] CLOSE = "connection: close".getBytes(US_ASCII);
    private static final byte[] TRANSFER_ENCODING = "transfer-encoding:".getBytes(US_ASCII);
    private static final byte[] NOTHING = {};
    private static final int STATUS_BEGIN = 9;
    private static final int STATUS_END = 12;
    private static final int ACCEPTED_MIN = 200;
    private static final int ACCEPTED_MAX = 299;
    private static final int TEN = 10;

    private final byte[] head = new byte[HEAD_BYTES_MAX];
    private int headLength;
    private boolean headRead;
    private int status;
    private long contentLength;
    private long retryAfterNanos;
    private boolean replayed;
    private boolean closing;
    private boolean keepsBody;
    private byte[] body = NOTHING;
    private int bodyRead;

    /** Gets ready for the next answer. */
    void begin() {
        headLength = 0;
        headRead = false;
        contentLength = 0;
        retryAfterNanos = 0;
        replayed = false;
        closing = false;
        body = NOTHING;
        bodyRead = 0;
    }

    /**
     * Takes what has arrived.
     *
     * @param wantsBody whether the body of an answer that accepts the request is of interest
     * @return whether the answer is complete
     * @throws IOException when it is none that can be read
     */
    boolean take(ByteBuffer bytes, boolean wantsBody) throws IOException {
        while (!headRead) {
            if (!bytes.hasRemaining()) {
                return false;
            }
            takeHeadByte(bytes.get(), wantsBody);
        }
        int count = (int) Math.min(bytes.remaining(), contentLength - bodyRead);
        if (keepsBody) {
            bytes.get(body, bodyRead, count);
        } else {
            bytes.position(bytes.position() + count);
        }
        bodyRead += count;
        if (bodyRead < contentLength) {
            return false;
        }
        if (bytes.hasRemaining()) {
            throw new IOException("more than one answer to a request");
        }
        return true;
    }

    private void takeHeadByte(byte next, boolean wantsBody) throws IOException {
        if (headLength == HEAD_BYTES_MAX) {
            throw new IOException("an answer's head has more than %,d bytes".formatted(HEAD_BYTES_MAX));
        }
        head[headLength++] = next;
        if (next == '\n' && headLength >= 4 && head[headLength - 2] == '\r' && head[headLength - 3] == '\n') {
            readHead();
            headRead = true;
            keepsBody = wantsBody || status < ACCEPTED_MIN || status > ACCEPTED_MAX;
            body = keepsBody ? new byte[(int) contentLength] : NOTHING;
        }
    }

    private void readHead() throws IOException {
        if (headLength < STATUS_END || !startsLine("http/1.1 ".getBytes(US_ASCII), 0)) {
            throw new IOException("an answer that is not HTTP/1.1");
        }
        status = (int) number(STATUS_BEGIN);
        int line = 0;
        while (line < headLength) {
            readLine(line);
            while (head[line++] != '\n') {
                // On to the next line.
            }
        }
        if (contentLength > BODY_BYTES_MAX) {
            throw new IOException("an answer of %,d bytes".formatted(contentLength));
        }
    }

    private void readLine(int line) throws IOException {
        switch (head[line] | ' ') {
            case 'c' -> {
                if (startsLine(CONTENT_LENGTH, line)) {
                    contentLength = number(line + CONTENT_LENGTH.length);
                } else if (startsLine(CLOSE, line)) {
                    closing = true;
                }
            }
            case 'r' -> {
                if (startsLine(RETRY_AFTER, line)) {
                    long seconds = Math.min(number(line + RETRY_AFTER.length), RETRY_AFTER_MAX.toSeconds());
                    retryAfterNanos = Duration.ofSeconds(seconds).toNanos();
                }
            }
            case 'i' -> replayed |= startsLine(REPLAYED, line);
            case 't' -> {
                if (startsLine(TRANSFER_ENCODING, line)) {
                    throw new IOException("an answer whose length is not told");
                }
            }
            default -> {
                // Of no interest.
            }
        }
    }

    private boolean startsLine(byte[] lowerCase, int line) {
        if (line + lowerCase.length > headLength) {
            return false;
        }
        for (int i = 0; i < lowerCase.length; i++) {
            byte actual = head[line + i];
            int lower = actual >= 'A' && actual <= 'Z' ? actual + ('a' - 'A') : actual;
            if (lower != lowerCase[i]) {
                return false;
            }
        }
        return true;
    }

    private long number(int from) {
        int at = from;
        while (at < headLength && head[at] == ' ') {
            at++;
        }
        long number = 0;
        while (at < headLength && head[at] >= '0' && head[at] <= '9' && number <= BODY_BYTES_MAX) {
            number = number * TEN + head[at++] - '0';
        }
        return number;
    }

    /** The answer that has been taken as a whole. */
    Answer answer() {
        return new Answer(status, replayed, retryAfterNanos, null, body);
    }

    /** Whether the service closes the connection after this answer. */
    boolean isClosing() {
        return closing;
    }

    @Override
    public String toString() {
        return new String(Arrays.copyOf(head, headLength), US_ASCII);
    }
}
