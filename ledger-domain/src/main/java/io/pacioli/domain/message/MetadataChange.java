package io.pacioli.domain.message;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A change of metadata. Changes nothing where both parts are empty.
 *
 * @param merge pairs to add, over those of the same key
 * @param delete keys to take out, at most {@value Metadata#PAIRS_MAX}, none of which is merged; those that are not there are passed
 *     over
 */
public record MetadataChange(Metadata merge, SortedSet<String> delete) {

    public MetadataChange {
        delete = Collections.unmodifiableSortedSet(new TreeSet<>(delete));
        if (delete.size() > Metadata.PAIRS_MAX) {
            throw new IllegalArgumentException("more than 64 keys to delete");
        }
        delete.forEach(key -> Text.require(key, 1, Metadata.KEY_LENGTH_MAX));
        if (!Collections.disjoint(delete, merge.pairs().keySet())) {
            throw new IllegalArgumentException("a key is merged or deleted, not both");
        }
    }

    /** What comes of these metadata, or nothing where they would have more than {@value Metadata#PAIRS_MAX} pairs. */
    public Optional<Metadata> appliedTo(Metadata before) {
        TreeMap<String, String> pairs = new TreeMap<>(before.pairs());
        pairs.keySet().removeAll(delete);
        pairs.putAll(merge.pairs());
        return pairs.size() > Metadata.PAIRS_MAX ? Optional.empty() : Optional.of(Metadata.of(pairs));
    }
}
