package io.pacioli.model;

import java.util.List;

/** A step of a sequence; how it is printed is all that somebody needs who repeats it. */
public sealed interface Step {

    /** A request with a key of its own. */
    record Send(Request request) implements Step {}

    /** Requests one after the other, each with a key of its own; the books are looked at after the last one. */
    record SendAll(List<Request> requests) implements Step {
        @Override
        public String toString() {
            return "SendAll[%d requests, the first and the last: %s, %s]"
                    .formatted(requests.size(), requests.getFirst(), requests.getLast());
        }
    }

    /** A request that was sent before, with its key: {@code which} counts back from the last one. */
    record SendAgain(int which) implements Step {}

    /** A request with the key of one that was sent before. */
    record SendWithKeyOf(int which, Request request) implements Step {}

    /** The same, as a dry run. */
    record DryRun(Step step) implements Step {}
}
