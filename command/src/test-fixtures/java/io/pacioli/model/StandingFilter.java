package io.pacioli.model;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A filter of transactions, or a part of one. What is said of postings and joined by and is meant of one and the same posting, so that a
 * part is kept as it was said of a posting for as long as it says nothing else.
 *
 * @param ofPosting what it says of one posting; null where it says anything else
 */
record StandingFilter(
        String text, Predicate<Standing> meaning, @Nullable ReferenceFilter<Place> ofPosting) {

    /** A line that was posted, or one that was put in reserve, of which nothing is told but the account. */
    record Place(Request.Line line, boolean isPosted) {}

    static StandingFilter of(ReferenceFilter<Standing> filter) {
        return new StandingFilter(filter.text(), filter.meaning(), null);
    }

    static StandingFilter ofPosting(ReferenceFilter<Place> filter) {
        return new StandingFilter(
                filter.text(), standing -> places(standing).anyMatch(filter.meaning()), filter);
    }

    /** Joined by and. */
    static StandingFilter all(List<StandingFilter> parts) {
        List<ReferenceFilter<Place>> ofOne = parts.stream()
                .map(StandingFilter::ofPosting)
                .flatMap(Stream::ofNullable)
                .toList();
        if (!parts.isEmpty() && ofOne.size() == parts.size()) {
            return ofPosting(ReferenceFilter.all(ofOne));
        }
        return new StandingFilter(
                ReferenceFilter.all(filters(parts)).text(),
                standing -> parts.stream()
                                .filter(part -> part.ofPosting() == null)
                                .allMatch(part -> part.meaning().test(standing))
                        && (ofOne.isEmpty()
                                || ofPosting(ReferenceFilter.all(ofOne)).meaning().test(standing)),
                null);
    }

    /** Joined by or: about one posting where every side is about that alone, else each side is about its own. */
    static StandingFilter any(List<StandingFilter> sides) {
        List<ReferenceFilter<Place>> ofOne = sides.stream()
                .map(StandingFilter::ofPosting)
                .flatMap(Stream::ofNullable)
                .toList();
        return ofOne.size() == sides.size()
                ? ofPosting(ReferenceFilter.any(ofOne))
                : of(ReferenceFilter.any(filters(sides)));
    }

    private static List<ReferenceFilter<Standing>> filters(List<StandingFilter> parts) {
        return parts.stream()
                .map(part -> new ReferenceFilter<>(part.text(), part.meaning()))
                .toList();
    }

    private static Stream<Place> places(Standing standing) {
        return Stream.concat(
                standing.held().stream().map(line -> new Place(line, false)),
                standing.posted().stream().map(line -> new Place(line, true)));
    }
}
