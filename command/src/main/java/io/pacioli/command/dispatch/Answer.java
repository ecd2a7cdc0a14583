package io.pacioli.command.dispatch;

import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.message.Event;
import io.pacioli.domain.message.RecordedEvent;
import java.util.List;

/** What the command bus answers once a command's outcome is on disk. */
public sealed interface Answer {

    /**
     * The command was accepted, now or when its key was used first.
     *
     * @param events what it led to, in order; the last is the one that carries the key
     * @param replayed whether the answer was found under the idempotency key, and nothing was executed
     */
    record Recorded(List<RecordedEvent> events, boolean replayed) implements Answer {

        public Recorded {
            events = List.copyOf(events);
        }

        public RecordedEvent last() {
            return events.getLast();
        }

        /**
         * What the command itself led to.
         *
         * @throws IllegalStateException when it is another fact: the key was found under a request of another kind
         */
        public <E extends Event> E lastAs(Class<E> type) {
            if (type.isInstance(last().event())) {
                return type.cast(last().event());
            }
            throw new IllegalStateException("not a %s: %s".formatted(type.getSimpleName(), last().eventId()));
        }
    }

    /** A rule rejected the command, and nothing was recorded. */
    record Rejected(Rejection rejection) implements Answer {}
}
