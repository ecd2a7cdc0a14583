package io.pacioli.infra.eventstore;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.domain.message.StreamId;
import io.pacioli.projections.journal.AttributedEvent;
import io.pacioli.projections.journal.HistoryEntry;
import io.pacioli.projections.journal.Journal;
import io.pacioli.projections.journal.JournalEntry;
import io.pacioli.projections.snapshot.Order;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.jdbc.support.SQLExceptionTranslator;

/** The journal for those who show it: events as they are stored, and decoded by position. */
final class StoredJournal implements Journal {

    /** The field of stored metadata that says who is behind an event. */
    private static final String ACTOR = "actor";

    private static final String TRACE_ID = "traceId";

    /**
     * The key of a request stands with the last of its events, which follow each other, and so does their number. Holds expire by
     * themselves, many at a time: nobody's key is looked for behind these.
     */
    private static final String HISTORY = """
            select s.sequence + 1, e.hash, request.key, %s
            from event_store.streams s join event_store.events e on e.position = s.position
            left join lateral (
              select l.metadata ->> 'idempotencyKey' as key
              from (select * from event_store.events n
                    where n.position >= e.position and e.type <> 'hold-expired'
                      and n.metadata ->> 'idempotencyKey' is not null
                    order by n.position limit 1) l
              where l.position - (l.metadata ->> 'events')::bigint < e.position
            ) request on true
            where s.stream_id = ? and s.sequence {beyond} ?
            order by s.sequence {order} limit ?
            """.formatted(StoredEvent.COLUMNS);

    private final DataSource dataSource;
    private final EventCodecs codecs;
    private final LargeEvents largeEvents = new LargeEvents();
    private final SQLExceptionTranslator translator = new SQLExceptionSubclassTranslator();

    StoredJournal(DataSource dataSource, EventCodecs codecs) {
        this.dataSource = dataSource;
        this.codecs = codecs;
    }

    @Override
    public List<JournalEntry> ofLedger(LedgerId ledger, long afterJournalNumber, int limit) {
        List<JournalEntry> entries = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement("""
                        select %s, e.hash from event_store.events e
                        where e.tenant = ? and e.ledger = ? and e.journal_number > ?
                        order by e.journal_number limit ?
                        """.formatted(StoredEvent.COLUMNS))) {
            statement.setString(1, ledger.tenant().name());
            statement.setString(2, ledger.slug());
            statement.setLong(3, afterJournalNumber);
            statement.setInt(4, limit);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    entries.add(entry(StoredEvent.read(rows, 1), rows.getBytes(StoredEvent.COLUMN_COUNT + 1)));
                }
            }
        } catch (SQLException e) {
            throw unread(e);
        }
        return entries;
    }

    private static JournalEntry entry(StoredEvent stored, byte[] hash) {
        EncodedEvent encoded = stored.encoded();
        return new JournalEntry(
                stored.position(),
                stored.journalNumber(),
                stored.eventId(),
                encoded.type(),
                encoded.revision(),
                encoded.payload().toString(),
                encoded.erasable() == null ? null : encoded.erasable().toString(),
                stored.metadata().toString(),
                stored.recordedAt(),
                HexFormat.of().formatHex(hash));
    }

    @Override
    public Map<Long, RecordedEvent> at(Collection<Long> positions) {
        return at(positions, LargeEvents.Decoded::event);
    }

    @Override
    public Map<Long, AttributedEvent> attributedAt(Collection<Long> positions) {
        return at(
                positions,
                decoded -> new AttributedEvent(decoded.event(), (String)
                        StoredMetadata.read(decoded.metadata()).get(ACTOR)));
    }

    private <E> Map<Long, E> at(Collection<Long> positions, Function<LargeEvents.Decoded, E> form) {
        Map<Long, E> events = HashMap.newHashMap(positions.size());
        List<Long> unread = new ArrayList<>();
        for (long position : positions) {
            LargeEvents.Decoded kept = largeEvents.at(position);
            if (kept == null) {
                unread.add(position);
            } else {
                events.put(position, form.apply(kept));
            }
        }
        if (!unread.isEmpty()) {
            read(unread).forEach((position, stored) -> {
                LargeEvents.Decoded decoded = LargeEvents.Decoded.of(stored, codecs);
                largeEvents.read(decoded);
                events.put(position, form.apply(decoded));
            });
        }
        return events;
    }

    private Map<Long, StoredEvent> read(Collection<Long> positions) {
        try (Connection connection = dataSource.getConnection()) {
            return EventRows.at(connection, positions);
        } catch (SQLException e) {
            throw unread(e);
        }
    }

    @Override
    public Map<StreamId, List<RecordedEvent>> laterOf(Collection<StreamId> streams, long throughPosition) {
        if (streams.isEmpty()) {
            return Map.of();
        }
        try (Connection connection = dataSource.getConnection()) {
            Map<StreamId, List<RecordedEvent>> later = new HashMap<>();
            EventRows.laterOf(connection, streams, throughPosition)
                    .forEach((stream, stored) -> later.put(
                            stream,
                            stored.stream().map(event -> event.decode(codecs)).toList()));
            return later;
        } catch (SQLException e) {
            throw unread(e);
        }
    }

    @Override
    public Map<StreamId, RecordedEvent> firstOf(Collection<StreamId> streams) {
        if (streams.isEmpty()) {
            return Map.of();
        }
        try (Connection connection = dataSource.getConnection()) {
            Map<StreamId, RecordedEvent> first = new HashMap<>();
            EventRows.firstOf(connection, streams)
                    .forEach((stream, stored) -> first.put(stream, stored.decode(codecs)));
            return first;
        } catch (SQLException e) {
            throw unread(e);
        }
    }

    @Override
    public List<HistoryEntry> historyOf(StreamId stream, Order order, long beyondVersion, int limit) {
        List<HistoryEntry> history = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(order.in(HISTORY))) {
            statement.setObject(1, stream.value());
            statement.setLong(2, beyondVersion - 1);
            statement.setInt(3, limit);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    StoredEvent stored = StoredEvent.read(rows, 4);
                    history.add(new HistoryEntry(
                            rows.getLong(1),
                            entry(stored, rows.getBytes(2)),
                            (String) stored.metadataFields().get(ACTOR),
                            rows.getString(3),
                            (String) stored.metadataFields().get(TRACE_ID)));
                }
            }
        } catch (SQLException e) {
            throw unread(e);
        }
        return history;
    }

    @Override
    public long head() {
        try (Connection connection = dataSource.getConnection()) {
            return PostgresEventStorageEngine.head(connection);
        } catch (SQLException e) {
            throw unread(e);
        }
    }

    @Override
    public Instant recordedAt() {
        try (Connection connection = dataSource.getConnection()) {
            return Head.read(connection).recordedAt();
        } catch (SQLException e) {
            throw unread(e);
        }
    }

    @Override
    public OptionalLong positionOf(LedgerId ledger, long journalNumber) {
        try (Connection connection = dataSource.getConnection()) {
            return EventPositions.ofNumber(connection, ledger, journalNumber);
        } catch (SQLException e) {
            throw unread(e);
        }
    }

    @Override
    public long numberAt(LedgerId ledger, long position) {
        try (Connection connection = dataSource.getConnection()) {
            return EventPositions.numberAt(connection, ledger, position);
        } catch (SQLException e) {
            throw unread(e);
        }
    }

    @Override
    public long lastNumber(LedgerId ledger) {
        try (Connection connection = dataSource.getConnection()) {
            return EventPositions.lastNumber(connection, ledger);
        } catch (SQLException e) {
            throw unread(e);
        }
    }

    @Override
    public OptionalLong positionAt(Instant moment) {
        try (Connection connection = dataSource.getConnection()) {
            return EventPositions.at(connection, moment);
        } catch (SQLException e) {
            throw unread(e);
        }
    }

    /** In the terms of those who read tables: they know from it whether to tell the client to come again. */
    private DataAccessException unread(SQLException cause) {
        DataAccessException translated = translator.translate("reading the journal", null, cause);
        return translated == null ? new UncategorizedSQLException("reading the journal", null, cause) : translated;
    }
}
