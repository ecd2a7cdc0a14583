package io.pacioli.projections.transaction;

import java.util.stream.LongStream;

/**
 * Finds rows that were true from one position until another by any position in between, at a cost that depends neither on those
 * that had ended before nor on those that began later.
 *
 * <p>All positions form a binary tree, which is stored nowhere: at its lowest level are the odd ones, above them the odd multiples
 * of two, then of four, and so on. A row stands at its fork, the highest one that is behind its beginning and not behind its end. It
 * was true at a position only if its fork is one of the 63 on the way down to that, one a level; and whatever else stands at one of
 * these was true just before it. So an index by fork passes, beside what is looked for, what was true at one of 63 moments at most.
 * This is the relational interval tree of Kriegel, Pötke and Seidl (VLDB 2000).
 */
final class Forks {

    private static final int LEVELS = 63;

    /** The fork of a row with {@code since} and {@code until}: its end as far as that agrees with its beginning, and the next bit. */
    static final String FORK =
            "(until >> (64 - position(B'1' in (since # until)::bit(64))) << (64 - position(B'1' in (since # until)::bit(64))))";

    private Forks() {}

    /** At one of these stands every row that was true at a position. */
    static long[] of(long position) {
        return LongStream.range(0, LEVELS)
                .map(level -> ((position >> level) | 1) << level)
                .toArray();
    }
}
