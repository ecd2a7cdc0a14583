package io.pacioli.infra.commandbus;

import java.sql.SQLException;

/** Carries a failure of the store out of where only unchecked exceptions may go. */
final class StoreFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final SQLException failure;

    StoreFailed(SQLException failure) {
        super(failure);
        this.failure = failure;
    }

    SQLException failure() {
        return failure;
    }
}
