package io.pacioli.query.answer;

import io.pacioli.projections.filter.Comparison;
import io.pacioli.projections.filter.Condition;
import io.pacioli.projections.filter.Condition.All;
import io.pacioli.projections.filter.Condition.Any;
import io.pacioli.projections.filter.Condition.Term;
import io.pacioli.projections.filter.Field;
import io.pacioli.projections.journal.Journal;
import io.pacioli.query.Availability;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Puts positions of the journal in the place of recorded times, which the read tables do not have and which run with the positions.
 * It asks the journal, so it is done before a snapshot is taken: no request holds one connection while it waits for another.
 */
@Component
public class RecordedTimes {

    private final Journal journal;

    RecordedTimes(Journal journal) {
        this.journal = journal;
    }

    public Condition resolved(Condition condition) {
        return switch (condition) {
            case All(List<Condition> parts) ->
                new All(parts.stream().map(this::resolved).toList());
            case Any(List<Condition> parts) ->
                new Any(parts.stream().map(this::resolved).toList());
            case Term term when term.field() == Field.RECORDED_AT -> positions(term);
            default -> condition;
        };
    }

    private Condition positions(Term term) {
        List<Condition> each = term.values().stream()
                .map(value -> positions(term.comparison(), (Instant) value))
                .toList();
        if (each.size() == 1) {
            return each.getFirst();
        }
        return term.comparison() == Comparison.NONE_OF ? new All(each) : new Any(each);
    }

    private Condition positions(Comparison comparison, Instant moment) {
        return switch (comparison) {
            case MORE_THAN -> after(moment);
            case AT_LEAST -> after(before(moment));
            case LESS_THAN -> until(before(moment));
            case AT_MOST -> until(moment);
            case ONE_OF -> new All(List.of(after(before(moment)), until(moment)));
            case NONE_OF -> new Any(List.of(after(moment), until(before(moment))));
        };
    }

    /** The last moment in front of one; times are recorded in microseconds. */
    private static Instant before(Instant moment) {
        Instant whole = moment.truncatedTo(ChronoUnit.MICROS);
        return whole.equals(moment) ? whole.minus(1, ChronoUnit.MICROS) : whole;
    }

    private Term after(Instant moment) {
        return new Term(Field.POSITION, Comparison.MORE_THAN, List.of(lastBy(moment)));
    }

    private Term until(Instant moment) {
        return new Term(Field.POSITION, Comparison.AT_MOST, List.of(lastBy(moment)));
    }

    /** The position of the last event that was recorded by then; whatever comes after all that there is comes after it. */
    private long lastBy(Instant moment) {
        return Availability.orUnavailable(() -> journal.positionAt(moment).orElse(Long.MAX_VALUE));
    }
}
