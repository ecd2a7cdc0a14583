package io.pacioli.infra.cli.importing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a file of one JSON object a line, a line at a time. Blank lines are passed over.
 *
 * <p>UTF-8, with or without a byte-order mark; lines end with LF or CRLF and have at most {@value #LINE_BYTES_MAX} bytes, which
 * is what the service takes of a transaction.
 */
final class JsonLines implements AutoCloseable {

    static final int LINE_BYTES_MAX = 1 << 20;

    private static final String UNREADABLE = "UNREADABLE";
    private static final int BUFFER_BYTES = 1 << 16;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final String name;
    private final long bytes;
    private final InputStream input;
    private byte[] line = new byte[BUFFER_BYTES];
    private long number;
    private long bytesRead;

    private JsonLines(String name, long bytes, InputStream input) {
        this.name = name;
        this.bytes = bytes;
        this.input = input;
    }

    static JsonLines open(Path file) {
        String name = file.getFileName().toString();
        try {
            if (!Files.isRegularFile(file)) {
                throw new ImportFailed(file.toString(), UNREADABLE, "There is no such file.");
            }
            return new JsonLines(
                    name, Files.size(file), new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES));
        } catch (IOException e) {
            throw new ImportFailed(file.toString(), UNREADABLE, "The file cannot be read: " + e.getMessage());
        }
    }

    String name() {
        return name;
    }

    /** How large the file is. */
    long bytes() {
        return bytes;
    }

    /** How much of the file has been read. */
    long bytesRead() {
        return bytesRead;
    }

    /** The next record, or null after the last. */
    @Nullable
    Line next() {
        while (true) {
            int length = readLine();
            if (length < 0) {
                return null;
            }
            int start = number == 1 && startsWithMark(length) ? BYTE_ORDER_MARK.length : 0;
            if (!isBlank(start, length)) {
                return new Line(name, number, parse(start, length));
            }
        }
    }

    private ObjectNode parse(int start, int end) {
        try {
            if (MAPPER.readTree(line, start, end - start) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            throw failed("The line is not JSON: " + e.getOriginalMessage());
        }
        throw failed("The line is not a JSON object.");
    }

    /** Reads up to the end of the line, or of the file; the length without the line's end, or -1 after the last line. */
    private int readLine() {
        number++;
        int length = 0;
        try {
            int next = input.read();
            if (next < 0) {
                return -1;
            }
            for (; next >= 0 && next != '\n'; next = input.read()) {
                if (length == LINE_BYTES_MAX) {
                    throw failed("The line is longer than 1 MiB.");
                }
                if (length == line.length) {
                    line = Arrays.copyOf(line, Math.min(2 * length, LINE_BYTES_MAX));
                }
                line[length++] = (byte) next;
            }
            bytesRead += length + (next < 0 ? 0 : 1);
        } catch (IOException e) {
            throw failed("The file cannot be read: " + e.getMessage());
        }
        return length > 0 && line[length - 1] == '\r' ? length - 1 : length;
    }

    private boolean startsWithMark(int length) {
        int mark = BYTE_ORDER_MARK.length;
        return length >= mark && Arrays.equals(line, 0, mark, BYTE_ORDER_MARK, 0, mark);
    }

    private boolean isBlank(int start, int end) {
        for (int i = start; i < end; i++) {
            if (line[i] != ' ' && line[i] != '\t') {
                return false;
            }
        }
        return true;
    }

    private ImportFailed failed(String detail) {
        return new ImportFailed(name + ":" + number, UNREADABLE, detail);
    }

    @Override
    public void close() {
        try {
            input.close();
        } catch (IOException e) {
            throw failed("The file cannot be closed: " + e.getMessage());
        }
    }
}
