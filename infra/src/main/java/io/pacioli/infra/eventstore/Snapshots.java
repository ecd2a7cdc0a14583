package io.pacioli.infra.eventstore;

import io.pacioli.domain.message.StreamId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

/** Turns the roots of aggregates into snapshots and back; a snapshot in a form that is not today's is passed over. */
public final class Snapshots {

    private final SnapshotStore store;
    private final Map<Class<?>, SnapshotCodec<?>> byRoot = new HashMap<>();
    private final Map<String, SnapshotCodec<?>> byType = new HashMap<>();

    public Snapshots(SnapshotStore store, List<SnapshotCodec<?>> codecs) {
        this.store = store;
        for (SnapshotCodec<?> codec : codecs) {
            byRoot.put(codec.root(), codec);
            byType.put(codec.type(), codec);
        }
    }

    /** Whether aggregates with this root can be kept as snapshots. */
    public boolean canKeep(Class<?> root) {
        return byRoot.containsKey(root);
    }

    public Snapshot of(StreamId stream, long sequence, Object root) {
        return of(byRoot.get(root.getClass()), stream, sequence, root);
    }

    private static <T> Snapshot of(@Nullable SnapshotCodec<T> codec, StreamId stream, long sequence, Object root) {
        if (codec == null) {
            throw new IllegalArgumentException("no snapshots are taken of " + root.getClass());
        }
        JsonBytes state = codec.write(codec.root().cast(root));
        return new Snapshot(stream, sequence, codec.type(), codec.revision(), state);
    }

    /** The snapshot as the first message of its stream, its payload the aggregate's root, or nothing where it is of no use. */
    public Optional<DomainEventMessage<?>> message(Snapshot snapshot) {
        SnapshotCodec<?> codec = byType.get(snapshot.type());
        if (codec == null || codec.revision() != snapshot.revision()) {
            return Optional.empty();
        }
        return Optional.of(new GenericDomainEventMessage<>(
                snapshot.type(),
                snapshot.stream().toString(),
                snapshot.sequence(),
                codec.read(snapshot.state()),
                MetaData.emptyInstance(),
                snapshot.stream().toString(),
                Instant.EPOCH));
    }

    void store(DomainEventMessage<?> message) throws SQLException {
        StreamId stream = StreamId.parse(message.getAggregateIdentifier());
        store.store(List.of(of(stream, message.getSequenceNumber(), message.getPayload())));
    }

    Optional<DomainEventMessage<?>> read(StreamId stream) throws SQLException {
        return store.of(stream).flatMap(this::message);
    }
}
