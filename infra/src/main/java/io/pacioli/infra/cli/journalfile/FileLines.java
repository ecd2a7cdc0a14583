package io.pacioli.infra.cli.journalfile;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** The lines of a file, compressed by gzip or not, one at a time. Each has to end with a line feed. */
final class FileLines implements AutoCloseable {

    /** What the largest events take, several times over. */
    static final int LINE_BYTES_MAX = 64 << 20;

    private static final int BUFFER_BYTES = 1 << 16;
    private static final byte[] GZIP = {0x1f, (byte) 0x8b};

    private final Path file;
    private final InputStream input;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int next;
    private int end;
    private byte[] line = new byte[BUFFER_BYTES];
    private long number;

    private FileLines(Path file, InputStream input) {
        this.file = file;
        this.input = input;
    }

    static FileLines open(Path file) throws IOException {
        BufferedInputStream stored = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
        try {
            stored.mark(GZIP.length);
            boolean compressed = Arrays.equals(stored.readNBytes(GZIP.length), GZIP);
            stored.reset();
            return new FileLines(file, compressed ? new GZIPInputStream(stored, BUFFER_BYTES) : stored);
        } catch (ZipException | EOFException e) {
            stored.close();
            throw new FileDamaged(file, 1, compressionDamaged(e));
        } catch (IOException e) {
            stored.close();
            throw e;
        }
    }

    /** The number of the line that was read last, from 1. */
    long number() {
        return number;
    }

    FileDamaged damaged(String reason) {
        return new FileDamaged(file, number, reason);
    }

    /** The bytes of the next line, its end left out, or null behind the last. */
    byte @Nullable [] next() throws IOException {
        number++;
        try {
            return read();
        } catch (ZipException | EOFException e) {
            throw damaged(compressionDamaged(e));
        }
    }

    private byte @Nullable [] read() throws IOException {
        int length = 0;
        while (fill()) {
            int from = next;
            while (next < end && buffer[next] != '\n') {
                next++;
            }
            length = add(from, length);
            if (next < end) {
                next++;
                return Arrays.copyOf(line, length);
            }
        }
        if (length > 0) {
            throw damaged("the file was cut off in this line");
        }
        return null;
    }

    private boolean fill() throws IOException {
        if (next == end) {
            next = 0;
            end = Math.max(0, input.read(buffer));
        }
        return end > 0;
    }

    private int add(int from, int length) {
        int longer = length + next - from;
        if (longer > LINE_BYTES_MAX) {
            throw damaged("the line is longer than any event");
        }
        if (longer > line.length) {
            line = Arrays.copyOf(line, Math.max(longer, Math.min(2 * line.length, LINE_BYTES_MAX)));
        }
        System.arraycopy(buffer, from, line, length, next - from);
        return longer;
    }

    private static String compressionDamaged(IOException e) {
        return "what is compressed is damaged or was cut off (%s)".formatted(e.getMessage());
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
