package io.pacioli.query.statement;

import io.pacioli.query.request.KnownAt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A place in a report whose pages all show the books of one moment.
 *
 * @param number of the last event of the ledger that counts; 0 where the query itself says {@code knownAt}
 */
record Pinned<K>(long number, K place) {

    String key(Function<K, String> keyOfPlace) {
        return number + " " + keyOfPlace.apply(place);
    }

    /** What cursors carry: the number by which the books are known, where the query itself does not say. */
    static long number(@Nullable KnownAt asked, KnownAt knownAt) {
        return asked == null && knownAt instanceof KnownAt.JournalNumber(long number) ? number : 0;
    }

    /** @throws IllegalArgumentException where it is no key; so may {@code place} */
    static <K> Pinned<K> parse(String key, Function<String, K> place) {
        int blank = key.indexOf(' ');
        long number = Long.parseLong(key.substring(0, blank));
        if (number < 0) {
            throw new IllegalArgumentException("no number of an event: " + key);
        }
        return new Pinned<>(number, place.apply(key.substring(blank + 1)));
    }
}
