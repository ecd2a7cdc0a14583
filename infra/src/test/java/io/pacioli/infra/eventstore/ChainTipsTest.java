package io.pacioli.infra.eventstore;

import static io.pacioli.infra.eventstore.TestEvents.BOOK;
import static io.pacioli.infra.eventstore.TestEvents.OTHER_BOOK;
import static io.pacioli.infra.eventstore.TestEvents.message;
import static io.pacioli.infra.eventstore.TestEvents.messages;
import static io.pacioli.infra.eventstore.TestEvents.opened;
import static io.pacioli.infra.eventstore.TestEvents.stream;
import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Tenant;
import io.pacioli.infra.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChainTipsTest {

    private static final int MORE_LEDGERS_THAN_ARE_KEPT = 10_000;

    private final TestDatabase database = TestDatabase.fresh();
    private final PostgresEventStorageEngine engine = TestStore.engine(database.service());
    private final ChainTips chainTips = new ChainTips();
    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        connection = database.service().getConnection();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        database.close();
    }

    @Test
    void a_ledger_without_events_begins_at_zero_behind_the_hash_of_its_id() throws SQLException {
        ChainTips.Tip tip = of(BOOK);

        assertThat(tip.journalNumber()).isZero();
        assertThat(tip.hash()).isEqualTo(new JournalHash().before(BOOK));
    }

    @Test
    void a_chain_ends_with_the_last_event_of_its_ledger() throws SQLException {
        engine.appendEvents(messages(stream("a"), 0, 2));
        engine.appendEvents(message(stream("b"), 0, opened(OTHER_BOOK, "assets:b")));

        Map<LedgerId, ChainTips.Tip> tips = chainTips.of(connection, List.of(BOOK, OTHER_BOOK));

        assertThat(tips.get(BOOK).journalNumber()).isEqualTo(3);
        assertThat(tips.get(BOOK).hash()).isEqualTo(storedHash(3));
        assertThat(tips.get(OTHER_BOOK).journalNumber()).isEqualTo(1);
        assertThat(tips.get(OTHER_BOOK).hash()).isEqualTo(storedHash(4));
    }

    @Test
    void ledgers_of_one_name_and_two_tenants_have_chains_of_their_own() throws SQLException {
        LedgerId namesake = new LedgerId(new Tenant("other-tenant"), BOOK.slug());
        engine.appendEvents(messages(stream("a"), 0, 2));
        engine.appendEvents(message(stream("b"), 0, opened(namesake, "assets:b")));

        assertThat(of(BOOK).journalNumber()).isEqualTo(3);
        assertThat(of(namesake).journalNumber()).isEqualTo(1);
    }

    @Test
    void what_a_commit_has_moved_is_known_without_asking_the_database() throws SQLException {
        ChainTips.Tip moved = new ChainTips.Tip(7, new byte[JournalHash.LENGTH]);
        chainTips.moved(Map.of(BOOK, moved));
        connection.close();

        assertThat(of(BOOK)).isSameAs(moved);
    }

    @Test
    void what_was_forgotten_is_read_again() throws SQLException {
        engine.appendEvents(message(stream("a"), 0));
        chainTips.moved(Map.of(BOOK, new ChainTips.Tip(7, new byte[JournalHash.LENGTH])));

        chainTips.forget();

        assertThat(of(BOOK).journalNumber()).isEqualTo(1);
    }

    @Test
    void the_ledger_that_was_learnt_first_is_forgotten_where_there_are_too_many() throws SQLException {
        ChainTips.Tip tip = new ChainTips.Tip(7, new byte[JournalHash.LENGTH]);
        chainTips.moved(Map.of(BOOK, tip));
        for (int i = 0; i < MORE_LEDGERS_THAN_ARE_KEPT; i++) {
            chainTips.moved(Map.of(LedgerId.of("ledger-" + i), tip));
        }

        assertThat(of(BOOK).journalNumber()).isZero();
        assertThat(of(LedgerId.of("ledger-1"))).isSameAs(tip);
    }

    private ChainTips.Tip of(LedgerId ledger) throws SQLException {
        Collection<LedgerId> ledgers = List.of(ledger);
        return chainTips.of(connection, ledgers).get(ledger);
    }

    private byte[] storedHash(long position) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select hash from event_store.events where position = " + position)) {
            rows.next();
            return rows.getBytes(1);
        }
    }
}
