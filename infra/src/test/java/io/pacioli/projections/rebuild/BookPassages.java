package io.pacioli.projections.rebuild;

import io.pacioli.infra.eventstore.RecordedEventMessage;
import io.pacioli.infra.eventstore.RecordedEvents;
import io.pacioli.projections.Book;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;

/**
 * The journal that a book has written, to be gone through.
 *
 * @param spans how many events each passage was opened for
 */
record BookPassages(Book book, List<Long> spans) implements JournalPassages {

    @Override
    public BlockingStream<TrackedEventMessage<?>> open(long afterPosition, long throughPosition) {
        spans.add(throughPosition - afterPosition);
        Deque<RecordedEventMessage> events = new ArrayDeque<>();
        book.after(afterPosition).stream()
                .limit(throughPosition - afterPosition)
                .map(RecordedEvents::message)
                .forEach(events::add);
        return new BlockingStream<>() {
            @Override
            public Optional<TrackedEventMessage<?>> peek() {
                return Optional.ofNullable(events.peek());
            }

            @Override
            public boolean hasNextAvailable(int timeout, TimeUnit unit) {
                return !events.isEmpty();
            }

            @Override
            public TrackedEventMessage<?> nextAvailable() {
                return events.remove();
            }

            @Override
            public void close() {
                events.clear();
            }
        };
    }

    @Override
    public long knownHead() {
        return book.events().size();
    }
}
