package io.pacioli.infra.eventstore;

import static io.pacioli.infra.eventstore.TestEvents.BOOK;
import static io.pacioli.infra.eventstore.TestEvents.message;
import static io.pacioli.infra.eventstore.TestEvents.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.domain.transaction.Posting;
import io.pacioli.domain.transaction.Postings;
import io.pacioli.domain.transaction.TransactionPosted;
import io.pacioli.infra.journal.JournalCodecs;
import io.pacioli.infra.postgres.TestDatabase;
import io.pacioli.projections.journal.AttributedEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoredJournalTest {

    private final TestDatabase database = TestDatabase.fresh();
    private final StoredJournal journal = new StoredJournal(database.service(), new JournalCodecs());

    @AfterEach
    void end() {
        database.close();
    }

    private static TransactionPosted large() {
        TransactionPosted small = TestEvents.posted(BOOK, null);
        List<Posting> postings = Collections.nCopies(40, small.postings().lines()).stream()
                .flatMap(List::stream)
                .toList();
        return posted(small, new Postings(postings), Metadata.NONE);
    }

    /** Small but for what a client has noted on it. */
    private static TransactionPosted annotated() {
        TransactionPosted small = TestEvents.posted(BOOK, null);
        SortedMap<String, String> pairs = new TreeMap<>();
        for (int i = 0; i < 10; i++) {
            pairs.put("note-" + i, "n".repeat(Metadata.VALUE_LENGTH_MAX));
        }
        return posted(small, small.postings(), new Metadata(pairs));
    }

    private static TransactionPosted posted(TransactionPosted small, Postings postings, Metadata metadata) {
        return new TransactionPosted(
                BOOK,
                small.transaction(),
                null,
                null,
                small.effectiveAt(),
                small.effectiveDate(),
                postings,
                small.balances(),
                metadata);
    }

    private void change(String sql) throws SQLException {
        try (Connection connection = database.superuser().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void a_large_event_is_read_once_for_all_the_pages_that_it_is_on() throws SQLException {
        TestStore.engine(database.service())
                .appendEvents(
                        message(stream("a"), 0, large()),
                        message(stream("b"), 0),
                        message(stream("c"), 0, annotated()));
        Map<Long, RecordedEvent> before = journal.at(List.of(1L, 2L, 3L));
        assertThat(before).containsOnlyKeys(1L, 2L, 3L);
        // Whatever has to be read now cannot be.
        change("update event_store.events set revision = 99");

        assertThat(journal.at(List.of(1L, 3L)))
                .containsOnly(Map.entry(1L, before.get(1L)), Map.entry(3L, before.get(3L)));
        assertThat(journal.attributedAt(List.of(1L)))
                .containsOnlyKeys(1L)
                .containsEntry(1L, new AttributedEvent(before.get(1L), null));
        assertThatExceptionOfType(EventUnreadable.class).isThrownBy(() -> journal.at(List.of(1L, 2L)));
    }

    @Test
    void what_is_kept_of_large_events_is_bounded() {
        LargeEvents events = new LargeEvents(100_000);
        for (long position = 1; position <= 100; position++) {
            events.read(new LargeEvents.Decoded(TestEvents.recorded(position).recorded(), JsonBytes.of("{}"), 10_000));
        }

        long kept = LongStream.rangeClosed(1, 100)
                .filter(position -> events.at(position) != null)
                .count();
        assertThat(kept).isBetween(1L, 10L);
    }
}
