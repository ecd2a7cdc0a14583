package io.pacioli.projections.batch;

import io.pacioli.projections.position.AppliedPosition;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The pace of the live read tables. A statement that writes thousands of rows keeps a processor of the database from whoever posts at
 * the same time, and all of them feel it at once. So where there is time until the next batch, many rows are written in
 * pieces, with a rest after each. Nobody rests while a request waits to read what is written.
 *
 * <p>One thread writes batches, one after the other.
 */
@Component
public class RestingPace implements WritingPace {

    /** Fewer make each row dearer, and of twice as many those who post noticed little. */
    static final int PIECE_ROWS = 128;

    /** How long a batch rests at most, however much it turns out to be; its transaction is open meanwhile. */
    static final long RESTED_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(250);

    private final AppliedPosition applied;
    private final LongSupplier nanoTime;
    private double restsForWork;
    private long rested;

    @Autowired
    RestingPace(AppliedPosition applied) {
        this(applied, System::nanoTime);
    }

    RestingPace(AppliedPosition applied, LongSupplier nanoTime) {
        this.applied = applied;
        this.nanoTime = nanoTime;
    }

    /**
     * Begins a batch.
     *
     * @param rests how long to rest for each nanosecond of work, in nanoseconds; 0: not at all
     */
    public void begin(double rests) {
        restsForWork = rests;
        rested = 0;
    }

    /** How long it has rested since the batch began, in nanoseconds. */
    public long restedNanos() {
        return rested;
    }

    @Override
    public <R> void write(List<R> rows, Writing<R> writing) throws SQLException {
        int written = 0;
        while (written < rows.size()) {
            int piece = restsForWork > 0 ? PIECE_ROWS : rows.size();
            int end = Math.min(rows.size() - written, piece) + written;
            long begun = nanoTime.getAsLong();
            writing.write(rows.subList(written, end));
            written = end;
            if (written < rows.size()) {
                rest(nanoTime.getAsLong() - begun);
            }
        }
    }

    private void rest(long worked) {
        long begun = nanoTime.getAsLong();
        try {
            long nanos = Math.min(RESTED_NANOS_MAX - rested, (long) (worked * restsForWork));
            if (applied.awaitDemand(Duration.ofNanos(nanos))) {
                restsForWork = 0;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            restsForWork = 0;
        }
        rested += nanoTime.getAsLong() - begun;
        if (rested >= RESTED_NANOS_MAX) {
            restsForWork = 0;
        }
    }
}
