package io.pacioli.domain.transaction;

/**
 * What is out of the ordinary about a posting, recorded with it.
 *
 * @param adjustment whether somebody with the right to it meant it for a period that may be closed; it was so marked in an open one too
 */
public record Marks(boolean adjustment) {

    /** The marks of most postings. */
    public static final Marks NONE = new Marks(false);

    private static final Marks ADJUSTMENT = new Marks(true);

    /** The marks of what is posted on these terms. */
    public static Marks of(Terms terms) {
        return terms.adjustment() ? ADJUSTMENT : NONE;
    }

    /** Whether no closed period is against it. */
    public boolean reachClosedPeriods() {
        return adjustment;
    }
}
