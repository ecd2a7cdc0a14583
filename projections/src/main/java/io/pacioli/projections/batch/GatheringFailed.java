package io.pacioli.projections.batch;

/** An event handler could not take an event. */
public final class GatheringFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long position;

    GatheringFailed(long position, Throwable cause) {
        super("the event at position %d could not be taken in: %s".formatted(position, cause), cause);
        this.position = position;
    }

    /** Where in the journal the event stands. */
    public long position() {
        return position;
    }
}
