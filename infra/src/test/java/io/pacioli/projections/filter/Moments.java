package io.pacioli.projections.filter;

import io.pacioli.projections.Book;
import io.pacioli.projections.filter.Condition.All;
import io.pacioli.projections.filter.Condition.Any;
import io.pacioli.projections.filter.Condition.Term;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Puts positions in the place of recorded times, for a book that records one event a second. */
final class Moments {

    private Moments() {}

    static Condition resolved(Condition condition) {
        return switch (condition) {
            case All(List<Condition> parts) ->
                new All(parts.stream().map(Moments::resolved).toList());
            case Any(List<Condition> parts) ->
                new Any(parts.stream().map(Moments::resolved).toList());
            case Term term
            when term.field() == Field.RECORDED_AT ->
                new Term(
                        Field.POSITION,
                        term.comparison(),
                        term.values().stream()
                                .map(each -> Duration.between(Book.FIRST_MOMENT, (Instant) each)
                                        .toSeconds())
                                .toList());
            default -> condition;
        };
    }
}
