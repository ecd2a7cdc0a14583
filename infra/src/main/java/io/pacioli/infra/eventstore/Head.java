package io.pacioli.infra.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/**
 * How far the journal has come.
 *
 * @param position the position of the last event, 0 where there is none
 * @param recordedAt when the last event was recorded
 */
public record Head(long position, Instant recordedAt) {

    private static final String READ = "select position, recorded_at from event_store.head";

    static Head read(Connection connection) throws SQLException {
        return read(connection, READ);
    }

    /** Reads the head and has every other writer wait until the transaction ends. */
    static Head lock(Connection connection) throws SQLException {
        return read(connection, READ + " for update");
    }

    private static Head read(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return new Head(row.getLong(1), StoredEvent.instant(row, 2));
        }
    }
}
