package io.pacioli.command.dispatch;

import io.pacioli.domain.decision.Rejection;
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
    }

    /** A rule rejected the command, and nothing was recorded. */
    record Rejected(Rejection rejection) implements Answer {}
}
