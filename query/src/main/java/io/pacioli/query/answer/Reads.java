package io.pacioli.query.answer;

import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.decision.RequestRefused;
import io.pacioli.projections.snapshot.ReadSnapshot;
import io.pacioli.projections.snapshot.ReadSnapshots;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;

/** Reads for queries: where the database does not answer, the client is told to come again. */
@Component
public class Reads {

    private static final Logger LOG = LoggerFactory.getLogger(Reads.class);

    private final ReadSnapshots snapshots;

    Reads(ReadSnapshots snapshots) {
        this.snapshots = snapshots;
    }

    public <T> T read(Function<ReadSnapshot, T> query) {
        return orUnavailable(() -> snapshots.read(query));
    }

    public static <T> T orUnavailable(Supplier<T> query) {
        try {
            return query.get();
        } catch (NonTransientDataAccessResourceException
                | RecoverableDataAccessException
                | TransientDataAccessException e) {
            LOG.warn("A query was not answered: {}", e.getMessage());
            throw new RequestRefused(ProblemCode.QUERY_UNAVAILABLE, "The database did not answer the query in time.");
        }
    }
}
