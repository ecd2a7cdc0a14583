package io.pacioli.infra.eventstore;

import io.pacioli.domain.message.Event;
import io.pacioli.domain.message.StreamId;
import io.pacioli.domain.message.UniqueKey;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

/** An event that is to be appended, with every stream that it becomes part of. */
public final class StagedFact {

    private final UUID eventId;
    private final Event event;
    private final List<StreamPlace> places = new ArrayList<>(3);
    private final List<UniqueKey> keys;
    private MetaData metadata;
    private @Nullable EncodedEvent encoded;

    /** The sequence number that an event has in one aggregate's stream. */
    record StreamPlace(String aggregateId, long sequence) {}

    StagedFact(EventMessage<?> message) {
        if (!(message.getPayload() instanceof Event payload)) {
            throw new IllegalArgumentException("the journal holds events of a ledger, not " + message.getPayloadType());
        }
        this.eventId = UUID.fromString(message.getIdentifier());
        this.event = payload;
        this.keys = new ArrayList<>(payload.uniqueKeys());
        this.metadata = message.getMetaData();
        join(message);
    }

    /** Makes the fact part of the stream of one more aggregate that applied it. */
    void join(EventMessage<?> message) {
        if (message instanceof DomainEventMessage<?> domain) {
            places.add(new StreamPlace(domain.getAggregateIdentifier(), domain.getSequenceNumber()));
        }
    }

    /** Takes the fact back out of the stream of the aggregate that applied it last. */
    void leave() {
        places.removeLast();
    }

    /** Stores these metadata in place of the message's. */
    public void describe(MetaData metadata) {
        this.metadata = metadata;
    }

    /** Takes a key that the event itself does not know of. */
    public void take(UniqueKey key) {
        keys.add(key);
    }

    public Event event() {
        return event;
    }

    /** The event as it will be stored: written down when this is asked first, which whoever decides may do ahead. */
    public EncodedEvent encoded(EventCodecs codecs) {
        EncodedEvent written = encoded;
        if (written == null) {
            written = codecs.encode(event);
            encoded = written;
        }
        return written;
    }

    /** How large it is written down; 0 until it is. */
    public int bytes() {
        return encoded == null ? 0 : encoded.bytes();
    }

    /** The stream of each aggregate that applied it. */
    public List<StreamId> streams() {
        return places.stream().map(place -> StreamId.parse(place.aggregateId())).toList();
    }

    UUID eventId() {
        return eventId;
    }

    List<StreamPlace> places() {
        return places;
    }

    List<UniqueKey> keys() {
        return keys;
    }

    MetaData metadata() {
        return metadata;
    }
}
