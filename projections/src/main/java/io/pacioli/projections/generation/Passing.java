package io.pacioli.projections.generation;

import java.sql.SQLException;
import java.util.Set;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Tells what fails because the database is lost, overtaxed or being stopped from what fails because of an event. */
public final class Passing {

    /** Classes of SQLSTATE: connection, rollback, resources, object state, operator's intervention. */
    private static final Set<String> CLASSES = Set.of("08", "40", "53", "55", "57");

    private static final int SQL_STATE_LENGTH = 5;

    private Passing() {}

    public static boolean is(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if ((cause instanceof SQLException sql && isPassing(sql))
                    || cause instanceof DataAccessResourceFailureException
                    || cause instanceof RecoverableDataAccessException
                    || cause instanceof TransientDataAccessException
                    || cause instanceof CannotCreateTransactionException
                    || cause instanceof InterruptedException) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPassing(SQLException failure) {
        String state = failure.getSQLState();
        return state == null || (state.length() == SQL_STATE_LENGTH && CLASSES.contains(state.substring(0, 2)));
    }
}
