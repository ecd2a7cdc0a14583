package io.pacioli.infra.cli.verifying;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The journal in the order of positions, each event examined ahead of its being asked for. */
final class ExaminedJournal implements AutoCloseable {

    private static final int CHUNKS_AHEAD_PER_THREAD = 4;

    private final JournalRows rows;
    private final Examiner examiner = new Examiner();
    private final int threadCount = Runtime.getRuntime().availableProcessors();
    private final ExecutorService threads = Executors.newFixedThreadPool(
            threadCount, Thread.ofPlatform().daemon().name("examiner-", 1).factory());
    private final Queue<Future<List<SeenEvent>>> ahead = new ArrayDeque<>();

    ExaminedJournal(JournalRows rows) {
        this.rows = rows;
    }

    /** The next events; none at the end. */
    List<SeenEvent> next() throws SQLException, InterruptedException {
        while (ahead.size() < CHUNKS_AHEAD_PER_THREAD * threadCount) {
            List<JournalRow> chunk = rows.next();
            if (chunk.isEmpty()) {
                break;
            }
            ahead.add(threads.submit(() -> examiner.examine(chunk)));
        }
        Future<List<SeenEvent>> first = ahead.poll();
        try {
            return first == null ? List.of() : first.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("an event could not be examined", e.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
