package io.pacioli.model;

/** A step of a sequence; how it is printed is all that somebody needs who repeats it. */
public sealed interface Step {

    /** A request with a key of its own. */
    record Send(Request request) implements Step {}

    /** A request that was sent before, with its key: {@code which} counts back from the last one. */
    record SendAgain(int which) implements Step {}

    /** A request with the key of one that was sent before. */
    record SendWithKeyOf(int which, Request request) implements Step {}
}
