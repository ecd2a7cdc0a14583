package io.pacioli.infra.eventstore;

import io.pacioli.domain.message.StreamId;

/**
 * The state of an aggregate after the event of that sequence number in its stream.
 *
 * @param type the logical name of the kind of aggregate
 */
public record Snapshot(StreamId stream, long sequence, String type, int revision, JsonBytes state) {}
