package io.pacioli.domain.transaction;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What is out of the ordinary about a posting or a hold, recorded with it.
 *
 * @param adjustment whether somebody with the right to it meant it for a period that may be closed; it was so marked in an open one too
 * @param forced whether somebody with the right to it meant it to pass limits and freezes of accounts; it was so marked where there were
 *     none too
 * @param closing through which day the books are closed whose closing entries these are, or take back; mostly null
 */
public record Marks(
        boolean adjustment, boolean forced, @Nullable LocalDate closing) {

    /** The marks of most postings. */
    public static final Marks NONE = new Marks(false, false, null);

    public static final Marks ADJUSTMENT = new Marks(true, false, null);

    public static final Marks FORCED = new Marks(false, true, null);

    /** The marks of what is posted on these terms. */
    public static Marks of(Terms terms) {
        return terms.adjustment() || terms.force() ? new Marks(terms.adjustment(), terms.force(), null) : NONE;
    }

    /** The marks of the closing entries of a period that ends with that day, and of what takes them back. */
    public static Marks closing(LocalDate through) {
        return new Marks(false, false, through);
    }
}
