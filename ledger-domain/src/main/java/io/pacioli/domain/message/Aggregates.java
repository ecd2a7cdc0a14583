package io.pacioli.domain.message;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.axonframework.modelling.command.Aggregate;

/**
 * All aggregates of one type, as they stand after everything decided so far in the running batch.
 *
 * @param <T> the type of the aggregate's root
 */
public interface Aggregates<T> {

    /** The aggregate whose events the stream holds, or nothing where the stream has not begun; absence costs no exception. */
    Optional<Aggregate<T>> find(StreamId stream);

    /**
     * Begins a stream: {@code first} applies at least one event to the new root.
     *
     * @throws IllegalStateException when the stream has begun already, which the caller has to have ruled out
     */
    Aggregate<T> begin(StreamId stream, Supplier<T> root, Consumer<T> first);
}
