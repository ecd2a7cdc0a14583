package io.pacioli.query.request;

import java.time.Instant;

/** Up to where in the journal a query wants to know, as a client says it. */
public sealed interface KnownAt {

    /** As of an event of the ledger, which counts too. */
    record JournalNumber(long number) implements KnownAt {

        @Override
        public String toString() {
            return Long.toString(number);
        }
    }

    /** As of a moment: what was recorded then counts too. */
    record RecordedTime(Instant time) implements KnownAt {

        @Override
        public String toString() {
            return time.toString();
        }
    }
}
