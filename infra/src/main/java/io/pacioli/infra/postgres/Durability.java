package io.pacioli.infra.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a server keeps what it acknowledged when its machine loses power.
 *
 * @param weaknesses the settings that are off and must not be, such as {@code fsync}
 */
public record Durability(List<String> weaknesses) {
    private static final List<String> SETTINGS = List.of("fsync", "synchronous_commit", "full_page_writes");

    public Durability {
        weaknesses = List.copyOf(weaknesses);
    }

    /** Reads the settings as they are in force for the role and database of this connection. */
    static Durability of(Connection connection) throws SQLException {
        var weaknesses = new ArrayList<String>();
        try (var statement = connection.createStatement()) {
            for (var setting : SETTINGS) {
                try (var rows = statement.executeQuery("show " + setting)) {
                    if (rows.next() && rows.getString(1).equals("off")) {
                        weaknesses.add(setting);
                    }
                }
            }
        }
        return new Durability(weaknesses);
    }

    public boolean isGiven() {
        return weaknesses.isEmpty();
    }

    /** @throws StartRefused when the server may lose what it acknowledged */
    void require() {
        if (!isGiven()) {
            throw new StartRefused("""
                    PostgreSQL runs with %s off and may lose acknowledged transactions in a crash. Set it on, or serve \
                    all the same with --unsafe.""".formatted(String.join(", ", weaknesses)));
        }
    }
}
