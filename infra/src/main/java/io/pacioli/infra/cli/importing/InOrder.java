package io.pacioli.infra.cli.importing;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Runs up to {@value #RUNNING_MAX} tasks at once and takes their results in the order in which they were begun. */
final class InOrder<T> implements AutoCloseable {

    private static final int RUNNING_MAX = 32;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Future<T>> running = new ArrayDeque<>();
    private final Consumer<T> results;

    InOrder(Consumer<T> results) {
        this.results = results;
    }

    /** Begins a task; where enough are running, waits for the first and throws what it failed with. */
    void begin(Callable<T> task) {
        if (running.size() == RUNNING_MAX) {
            takeFirst();
        }
        running.add(threads.submit(task));
    }

    /** Waits for all that run, and throws what the first of those that failed has failed with. */
    void finish() {
        while (!running.isEmpty()) {
            takeFirst();
        }
    }

    private void takeFirst() {
        try {
            results.accept(running.remove().get());
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ImportFailed("import", "INTERRUPTED", "The import was interrupted.");
        }
    }

    /** Lets what runs come to its end: a request that was sent is not taken back. */
    @Override
    public void close() {
        threads.close();
    }
}
