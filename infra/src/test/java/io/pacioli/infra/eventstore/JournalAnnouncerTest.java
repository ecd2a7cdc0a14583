package io.pacioli.infra.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.infra.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

class JournalAnnouncerTest {

    private static final int ROUND_TRIPS = 200;
    private static final String END = "end";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final TestDatabase database = TestDatabase.fresh();

    @AfterEach
    void end() {
        database.close();
    }

    @Test
    void the_newest_position_is_told() throws SQLException {
        try (Connection listening = listening();
                JournalAnnouncer announcer = new JournalAnnouncer(database.service(), Duration.ofMillis(1))) {
            announcer.announce(2);
            announcer.announce(3);
            announcer.announce(1);

            assertThat(heardUntil(listening, "3").getLast()).isEqualTo("3");
        }
    }

    @Test
    void what_is_committed_during_the_pause_is_not_told_before_it_ends() throws SQLException {
        try (Connection listening = listening();
                JournalAnnouncer announcer = new JournalAnnouncer(database.service(), Duration.ofDays(1))) {
            announcer.announce(1);
            List<String> heard = new ArrayList<>(heardUntil(listening, "1"));
            for (int trip = 1; trip <= ROUND_TRIPS; trip++) {
                announcer.announce(1 + trip);
                execute(listening, "select 1");
            }
            execute(listening, "notify " + JournalAnnouncer.CHANNEL + ", '" + END + "'");

            heard.addAll(heardUntil(listening, END));

            assertThat(heard).containsExactly("1", END);
        }
    }

    private Connection listening() throws SQLException {
        Connection connection = database.service().getConnection();
        execute(connection, "listen " + JournalAnnouncer.CHANNEL);
        return connection;
    }

    private static List<String> heardUntil(Connection listening, String last) throws SQLException {
        List<String> heard = new ArrayList<>();
        while (!heard.contains(last)) {
            PGNotification @Nullable [] notifications =
                    listening.unwrap(PGConnection.class).getNotifications((int) PATIENCE.toMillis());
            assertThat(notifications).as("what is told after %s", heard).isNotEmpty();
            for (PGNotification notification : notifications) {
                heard.add(notification.getParameter());
            }
        }
        return heard;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
