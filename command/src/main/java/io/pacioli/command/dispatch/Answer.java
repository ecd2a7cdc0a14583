package io.pacioli.command.dispatch;

import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.message.Event;
import io.pacioli.domain.message.RecordedEvent;
import java.time.Instant;
import java.util.List;

/** What the command bus answers once what it rests on is on disk. */
public sealed interface Answer {

    /** No rule was against the command. */
    sealed interface Accepted extends Answer {

        /** What it led to, or would have, in order. */
        List<AnsweredEvent> answered();

        /** What the command itself led to, or would have, which comes last. */
        AnsweredEvent lastAnswered();

        /**
         * The last event.
         *
         * @throws IllegalStateException when it is another fact: the key was found under a request of another kind
         */
        default <E extends Event> E lastAs(Class<E> type) {
            Event event = lastAnswered().event();
            if (type.isInstance(event)) {
                return type.cast(event);
            }
            throw new IllegalStateException("not a %s but a %s"
                    .formatted(type.getSimpleName(), event.getClass().getSimpleName()));
        }
    }

    /**
     * The command took effect, now or when its key was used first.
     *
     * @param events what it led to, in order; the last is the one that carries the key
     * @param replayed whether the answer was found under the idempotency key, and nothing was executed
     */
    record Recorded(List<RecordedEvent> events, boolean replayed) implements Accepted {

        public Recorded {
            events = List.copyOf(events);
        }

        public RecordedEvent last() {
            return events.getLast();
        }

        @Override
        public List<AnsweredEvent> answered() {
            return events.stream().map(AnsweredEvent::of).toList();
        }

        @Override
        public AnsweredEvent lastAnswered() {
            return AnsweredEvent.of(last());
        }
    }

    /**
     * The command would have taken effect, had it not been a dry run: nothing of it is stored, its key is free.
     *
     * @param events what it would have led to, in order
     */
    record DryRun(List<Event> events, Instant decidedAt) implements Accepted {

        public DryRun {
            events = List.copyOf(events);
        }

        @Override
        public List<AnsweredEvent> answered() {
            return events.stream().map(this::answered).toList();
        }

        @Override
        public AnsweredEvent lastAnswered() {
            return answered(events.getLast());
        }

        private AnsweredEvent answered(Event event) {
            return new AnsweredEvent(event, decidedAt, null);
        }
    }

    /** A rule rejected the command, and nothing was recorded. */
    record Rejected(Rejection rejection) implements Answer {}
}
