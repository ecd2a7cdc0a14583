package io.pacioli.infra.eventstore;

import io.pacioli.domain.message.Event;
import io.pacioli.domain.message.RecordedEvent;
import java.time.Instant;
import java.util.Map;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.MetaData;

/** A recorded event as Axon's event processors take it; its token is its position. */
public final class RecordedEventMessage implements TrackedEventMessage<Event> {

    private static final long serialVersionUID = 1L;

    private final transient RecordedEvent recorded;
    private final MetaData metaData;
    private final TrackingToken token;

    RecordedEventMessage(RecordedEvent recorded, MetaData metaData) {
        this(recorded, metaData, new GlobalSequenceTrackingToken(recorded.position()));
    }

    private RecordedEventMessage(RecordedEvent recorded, MetaData metaData, TrackingToken token) {
        this.recorded = recorded;
        this.metaData = metaData;
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
        return metaData;
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
        return new RecordedEventMessage(recorded, MetaData.from(metaData), token);
    }

    @Override
    public RecordedEventMessage andMetaData(Map<String, ?> metaData) {
        return metaData.isEmpty() ? this : withMetaData(this.metaData.mergedWith(metaData));
    }

    @Override
    public RecordedEventMessage withTrackingToken(TrackingToken trackingToken) {
        return new RecordedEventMessage(recorded, metaData, trackingToken);
    }
}
