package io.pacioli.projections.progress;

import io.pacioli.projections.generation.Generation;
import java.time.Duration;

/**
 * How far a projection is.
 *
 * @param position up to where its tables have taken in the journal
 * @param lagEvents how many events they have yet to take in
 * @param lag how long ago the first of these was recorded; zero where there is none
 */
public record ProjectionProgress(Generation generation, long position, long lagEvents, Duration lag, State state) {

    /** What a projection is doing. */
    public enum State {
        /** Its tables are new, and cannot be read before they have once had everything. */
        BUILDING("building"),
        /** Its tables have everything. */
        CAUGHT_UP("caught-up"),
        /** A node is taking in what is missing. */
        CATCHING_UP("catching-up"),
        /** This node tries again and again to take in what is missing. */
        FAILING("failing"),
        /** No node takes in what is missing. */
        STOPPED("stopped");

        private final String word;

        State(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }
}
