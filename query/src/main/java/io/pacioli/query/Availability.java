package io.pacioli.query;

import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.decision.RequestRefused;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;

/** What becomes of a query that the database does not answer: the client is told to come again. */
public final class Availability {

    private static final Logger LOG = LoggerFactory.getLogger(Availability.class);

    private Availability() {}

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
