package io.pacioli.query.answer;

import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.decision.RequestRefused;
import io.pacioli.projections.snapshot.ReadSnapshot;
import io.pacioli.projections.snapshot.ReadSnapshots;
import io.pacioli.query.Availability;
import io.pacioli.query.QuerySettings;
import java.time.Duration;
import java.util.function.Function;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.stereotype.Component;

/** Reads the read tables for queries: where the database does not answer, the client is told to come again. */
@Component
public class Reads {

    private final ReadSnapshots snapshots;
    private final Duration filterMax;

    Reads(ReadSnapshots snapshots, QuerySettings settings) {
        this.snapshots = snapshots;
        this.filterMax = settings.filterMax();
    }

    public <T> T read(Function<ReadSnapshot, T> query) {
        return Availability.orUnavailable(() -> snapshots.read(query));
    }

    /** As {@link #read}, within the time that what a client has put together may take: what it asks for may be much. */
    public <T> T readBounded(Function<ReadSnapshot, T> query) {
        return Availability.orUnavailable(() -> {
            try {
                return snapshots.read(snapshot -> {
                    snapshot.bound(filterMax);
                    return query.apply(snapshot);
                });
            } catch (QueryTimeoutException e) {
                throw new RequestRefused(
                        ProblemCode.FILTER_TOO_SLOW,
                        "What is asked for was not found within %d ms.".formatted(filterMax.toMillis()));
            }
        });
    }
}
