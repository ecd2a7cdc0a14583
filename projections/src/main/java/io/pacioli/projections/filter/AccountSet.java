package io.pacioli.projections.filter;

/**
 * The accounts that a condition's patterns stand for, in the place of the patterns.
 *
 * @param exact whether each was named by its path, so that there are no more of them than the filter has values
 */
@SuppressWarnings("ArrayRecordComponent")
public record AccountSet(long[] ids, boolean exact) {

    /** Made of patterns, whose accounts these are. */
    public static AccountSet of(Condition.Term patterns, long[] ids) {
        return new AccountSet(ids, patterns.values().stream().allMatch(each -> ((AccountPattern) each).isExact()));
    }
}
