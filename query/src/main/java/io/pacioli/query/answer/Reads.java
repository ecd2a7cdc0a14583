package io.pacioli.query.answer;

import io.pacioli.projections.snapshot.ReadSnapshot;
import io.pacioli.projections.snapshot.ReadSnapshots;
import io.pacioli.query.Availability;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Reads the read tables for queries: where the database does not answer, the client is told to come again. */
@Component
public class Reads {

    private final ReadSnapshots snapshots;

    Reads(ReadSnapshots snapshots) {
        this.snapshots = snapshots;
    }

    public <T> T read(Function<ReadSnapshot, T> query) {
        return Availability.orUnavailable(() -> snapshots.read(query));
    }
}
