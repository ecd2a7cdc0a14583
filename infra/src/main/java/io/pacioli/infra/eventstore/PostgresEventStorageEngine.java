package io.pacioli.infra.eventstore;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.domain.message.StreamId;
import io.pacioli.domain.message.UnreadableEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps events in PostgreSQL: each fact once, in commit order and without gaps, and a narrow row for each stream that it is
 * part of.
 *
 * <p><b>Why a position without gaps.</b> A sequence would hand out numbers in the order of asking, not of committing: a reader
 * that has seen 8 cannot know whether 7 is yet to come, and a skipped event would be a lost posting. So the one row of
 * {@code event_store.head} is moved by every append, in the same transaction. Whoever moves it holds it until the commit, and
 * positions are handed out behind it: they have no gaps, and what a reader can see ends where the head stands.
 *
 * <p><b>Why one fact, several streams.</b> A transaction concerns itself and every account that it touches. Were it stored once
 * for each, a crash or a bug could leave the copies different. So {@code events} has it once, {@code streams} says which event is
 * which in whose history, and the primary key of {@code streams} is the optimistic lock: two writers that both saw an account at
 * version 7 cannot both append its 8th event.
 *
 * <p><b>Who appends.</b> The command bus appends batches through an {@link AppendSession} of its own. {@link #appendEvents} is
 * for what is published outside of a command, and takes the head with a lock.
 */
public final class PostgresEventStorageEngine implements EventStorageEngine {

    private static final int EVENTS_PER_READ = 500;
    private static final String UNIQUE_VIOLATION = "23505";

    private final DataSource dataSource;
    private final DataSource dedicated;
    private final EventCodecs codecs;
    private final Snapshots snapshots;
    private final Clock clock;

    /**
     * @param dataSource a pool of connections of the service's role, for reading
     * @param dedicated gives a new connection of that role each time, for appending
     */
    public PostgresEventStorageEngine(
            DataSource dataSource, DataSource dedicated, EventCodecs codecs, Snapshots snapshots, Clock clock) {
        this.dataSource = dataSource;
        this.dedicated = dedicated;
        this.codecs = codecs;
        this.snapshots = snapshots;
        this.clock = clock;
    }

    @Override
    public void appendEvents(List<? extends EventMessage<?>> events) {
        Staging staging = new Staging();
        events.forEach(staging::add);
        if (staging.isEmpty()) {
            return;
        }
        try (AppendSession session = new AppendSession(dedicated, codecs)) {
            Head head = session.lockHead();
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            Instant recordedAt =
                    now.isAfter(head.recordedAt()) ? now : head.recordedAt().plus(1, ChronoUnit.MICROS);
            if (session.append(head.position(), recordedAt, staging.facts()).isEmpty()) {
                throw new IllegalStateException("the head moved while it was locked");
            }
        } catch (SQLException e) {
            throw translated(e, events.getFirst());
        }
    }

    private static RuntimeException translated(SQLException e, EventMessage<?> first) {
        if (!UNIQUE_VIOLATION.equals(e.getSQLState())) {
            return new EventStoreException("The events could not be appended.", e);
        }
        boolean begins = first instanceof DomainEventMessage<?> domain && domain.getSequenceNumber() == 0;
        return begins
                ? new AggregateStreamCreationException("A stream that was to begin has begun already.", e)
                : new ConcurrencyException("An event of that sequence number is in the stream already.", e);
    }

    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(@Nullable TrackingToken token, boolean mayBlock) {
        long after = token == null ? 0 : token.position().orElseThrow();
        return pages(new Pages<RecordedEventMessage>() {
            private long position = after;

            @Override
            public List<RecordedEventMessage> next() {
                List<RecordedEventMessage> page = read(position, EVENTS_PER_READ);
                position = page.isEmpty() ? position : page.getLast().recorded().position();
                return page;
            }
        });
    }

    /** Recorded events in order, from just after a position; fewer than the limit only where the journal ends. */
    List<RecordedEventMessage> read(long afterPosition, int limit) {
        return query(connection -> EventRows.after(connection, afterPosition, limit)).stream()
                .map(this::message)
                .toList();
    }

    /** As {@link #read} for those who follow the journal, with what the events weigh; what cannot be read is told to be so. */
    ReadAhead.Page page(long afterPosition, int limit) {
        List<StoredEvent> stored = query(connection -> EventRows.after(connection, afterPosition, limit));
        return new ReadAhead.Page(
                stored.stream().map(this::messageIfReadable).toList(),
                stored.stream().mapToLong(StoredEvent::bytes).sum());
    }

    /** As {@link #page}, of one ledger, from just after a journal number. */
    List<RecordedEventMessage> ofLedger(LedgerId ledger, long afterJournalNumber, int limit) {
        return query(connection -> EventRows.ofLedger(connection, ledger, afterJournalNumber, limit)).stream()
                .map(this::messageIfReadable)
                .toList();
    }

    private RecordedEventMessage messageIfReadable(StoredEvent stored) {
        try {
            return message(stored);
        } catch (EventUnreadable e) {
            UnreadableEvent event = new UnreadableEvent(stored.ledger(), e.getMessage());
            return new RecordedEventMessage(
                    new RecordedEvent(
                            stored.position(), stored.journalNumber(), stored.eventId(), stored.recordedAt(), event),
                    stored.metadata());
        }
    }

    private RecordedEventMessage message(StoredEvent stored) {
        return new RecordedEventMessage(stored.decode(codecs), stored.metadata());
    }

    @Override
    public DomainEventStream readEvents(String aggregateIdentifier, long firstSequenceNumber) {
        StreamId stream = StreamId.parse(aggregateIdentifier);
        return DomainEventStream.of(pages(new Pages<DomainEventMessage<?>>() {
            private long next = firstSequenceNumber;

            @Override
            public List<DomainEventMessage<?>> next() {
                List<StoredStream.Place> page =
                        query(connection -> EventRows.ofStream(connection, stream, next, EVENTS_PER_READ));
                next = page.isEmpty() ? next : page.getLast().sequence() + 1;
                return page.stream()
                        .<DomainEventMessage<?>>map(
                                place -> domainMessage(aggregateIdentifier, place, decode(place.event())))
                        .toList();
            }
        }));
    }

    /** @throws EventUnreadable where this version cannot read it */
    public RecordedEvent decode(StoredEvent event) {
        return event.decode(codecs);
    }

    /** A stored event, which has been decoded, as the aggregate of that identifier applied it. */
    public DomainEventMessage<?> domainMessage(
            String aggregateIdentifier, StoredStream.Place place, RecordedEvent recorded) {
        return new GenericDomainEventMessage<>(
                null,
                aggregateIdentifier,
                place.sequence(),
                recorded.event(),
                MetaData.from(StoredMetadata.read(place.event().metadata())),
                recorded.eventId().toString(),
                recorded.recordedAt());
    }

    @Override
    public void storeSnapshot(DomainEventMessage<?> snapshot) {
        try {
            snapshots.store(snapshot);
        } catch (SQLException e) {
            throw new EventStoreException("The snapshot could not be stored.", e);
        }
    }

    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String aggregateIdentifier) {
        try {
            return snapshots.read(StreamId.parse(aggregateIdentifier));
        } catch (SQLException e) {
            throw new EventStoreException("The snapshot could not be read.", e);
        }
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String aggregateIdentifier) {
        return query(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("select max(sequence) from event_store.streams where stream_id = ?")) {
                statement.setObject(1, StreamId.parse(aggregateIdentifier).value());
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    long last = row.getLong(1);
                    return row.wasNull() ? Optional.<Long>empty() : Optional.of(last);
                }
            }
        });
    }

    @Override
    public TrackingToken createHeadToken() {
        return new GlobalSequenceTrackingToken(head());
    }

    /** The position of the last event, 0 where there is none. */
    public long head() {
        return query(PostgresEventStorageEngine::head);
    }

    static long head(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select position from event_store.head");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Recorded times never run backwards, so the place is found by halving the range of positions, without an index. */
    @Override
    public TrackingToken createTokenAt(Instant dateTime) {
        OffsetDateTime moment = OffsetDateTime.ofInstant(dateTime, ZoneOffset.UTC);
        return query(connection -> {
            long before = 0;
            long notBefore = head(connection) + 1;
            try (PreparedStatement statement =
                    connection.prepareStatement("select recorded_at < ? from event_store.events where position = ?")) {
                while (notBefore - before > 1) {
                    long middle = before + (notBefore - before) / 2;
                    statement.setObject(1, moment);
                    statement.setLong(2, middle);
                    try (ResultSet row = statement.executeQuery()) {
                        row.next();
                        if (row.getBoolean(1)) {
                            before = middle;
                        } else {
                            notBefore = middle;
                        }
                    }
                }
            }
            return new GlobalSequenceTrackingToken(before);
        });
    }

    private interface Query<R> {
        R on(Connection connection) throws SQLException;
    }

    private <R> R query(Query<R> query) {
        try (Connection connection = dataSource.getConnection()) {
            return query.on(connection);
        } catch (SQLException e) {
            throw new EventStoreException("The event store could not be read.", e);
        }
    }

    /** Reads a page at a time, so that a long stream never stands in memory as a whole. */
    private interface Pages<T> {
        /** The next page; an empty one is the end. */
        List<T> next();
    }

    private static <T> Stream<T> pages(Pages<T> pages) {
        Iterator<T> iterator = new Iterator<>() {
            private Iterator<T> page = List.<T>of().iterator();
            private boolean ended;

            @Override
            public boolean hasNext() {
                if (!page.hasNext() && !ended) {
                    List<T> next = pages.next();
                    ended = next.isEmpty();
                    page = next.iterator();
                }
                return page.hasNext();
            }

            @Override
            public T next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return page.next();
            }
        };
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(iterator, 0), false);
    }
}
