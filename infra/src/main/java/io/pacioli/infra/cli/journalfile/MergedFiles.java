package io.pacioli.infra.cli.journalfile;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Several journal files as one, in the order in which their events were recorded. Of those that were recorded at the same moment,
 * the ones of one file stay together: what came of one request must not be torn apart.
 */
final class MergedFiles implements AutoCloseable {

    private final List<JournalFileReader> readers = new ArrayList<>();
    private final PriorityQueue<Waiting> waiting =
            new PriorityQueue<>(Comparator.comparing(Waiting::recordedAt).thenComparingInt(Waiting::file));

    /** The next event of a file. */
    private record Waiting(int file, ReadEvent event) {
        Instant recordedAt() {
            return event.chained().event().recordedAt();
        }
    }

    static MergedFiles open(List<Path> files) throws IOException {
        MergedFiles merged = new MergedFiles();
        try {
            for (Path file : files) {
                merged.readers.add(JournalFileReader.open(file));
                merged.queue(merged.readers.size() - 1);
            }
            return merged;
        } catch (IOException | FileDamaged e) {
            merged.close();
            throw e;
        }
    }

    private void queue(int file) throws IOException {
        ReadEvent next = readers.get(file).next();
        if (next != null) {
            waiting.add(new Waiting(file, next));
        }
    }

    List<JournalFileReader> readers() {
        return readers;
    }

    /** The next event of all, or null where every file has come to its right end. */
    @Nullable
    ReadEvent next() throws IOException {
        Waiting next = waiting.poll();
        if (next == null) {
            return null;
        }
        queue(next.file());
        return next.event();
    }

    @Override
    public void close() throws IOException {
        for (JournalFileReader reader : readers) {
            reader.close();
        }
    }
}
