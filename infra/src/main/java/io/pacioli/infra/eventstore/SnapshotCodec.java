package io.pacioli.infra.eventstore;

/**
 * How the state of one kind of aggregate is kept, so that loading it does not depend on how long its history is.
 *
 * @param <T> the type of the aggregate's root
 */
public interface SnapshotCodec<T> {

    Class<T> root();

    /** The logical name in storage. */
    String type();

    /** A snapshot of another revision is passed over, and the aggregate is loaded from its events. */
    int revision();

    JsonBytes write(T root);

    T read(JsonBytes state);
}
