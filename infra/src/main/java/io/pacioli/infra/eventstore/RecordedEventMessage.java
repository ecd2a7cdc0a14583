package io.pacioli.infra.eventstore;

import io.pacioli.domain.message.Event;
import io.pacioli.domain.message.RecordedEvent;
import java.time.Instant;
import java.util.Map;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

/**
 * A recorded event as Axon's event processors take it; its token is its position. Its metadata are kept as they are stored and
 * read when they are asked for: hardly anybody does, and many events wait in memory for those who follow the journal.
 */
public final class RecordedEventMessage implements TrackedEventMessage<Event> {

    private static final long serialVersionUID = 1L;

    private final transient RecordedEvent recorded;
    private final transient JsonBytes stored;
    private final @Nullable MetaData replaced;
    private final TrackingToken token;

    RecordedEventMessage(RecordedEvent recorded, JsonBytes metadata) {
        this(recorded, metadata, null, new GlobalSequenceTrackingToken(recorded.position()));
    }

    private RecordedEventMessage(
            RecordedEvent recorded, JsonBytes stored, @Nullable MetaData replaced, TrackingToken token) {
        this.recorded = recorded;
        this.stored = stored;
        this.replaced = replaced;
        this.token = token;
    }

    public RecordedEvent recorded() {
        return recorded;
    }

    @Override
    public String getIdentifier() {
        return recorded.eventId().toString();
    }

    @Override
    public MetaData getMetaData() {
        return replaced == null ? MetaData.from(StoredMetadata.read(stored)) : replaced;
    }

    @Override
    public Event getPayload() {
        return recorded.event();
    }

    @Override
    @SuppressWarnings("unchecked")
    public Class<Event> getPayloadType() {
        return (Class<Event>) recorded.event().getClass();
    }

    @Override
    public Instant getTimestamp() {
        return recorded.recordedAt();
    }

    @Override
    public TrackingToken trackingToken() {
        return token;
    }

    @Override
    public RecordedEventMessage withMetaData(Map<String, ?> metaData) {
        return new RecordedEventMessage(recorded, stored, MetaData.from(metaData), token);
    }

    @Override
    public RecordedEventMessage andMetaData(Map<String, ?> metaData) {
        return metaData.isEmpty() ? this : withMetaData(getMetaData().mergedWith(metaData));
    }

    @Override
    public RecordedEventMessage withTrackingToken(TrackingToken trackingToken) {
        return new RecordedEventMessage(recorded, stored, replaced, trackingToken);
    }
}
