package io.pacioli.domain.decision;

/** What deciding a command came to: it is accepted, or a rule rejects it. */
public sealed interface Decision permits Decision.Accepted, Rejection {

    Decision ACCEPTED = new Accepted();

    /** The command's events have been applied. */
    record Accepted() implements Decision {}
}
