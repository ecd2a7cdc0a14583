package io.pacioli.projections.transaction;

import io.pacioli.projections.filter.Condition;
import io.pacioli.projections.filter.Condition.Term;
import io.pacioli.projections.filter.Field;
import io.pacioli.projections.snapshot.DayRange;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The effective dates between which a condition keeps a list in any case, both included. */
record EffectiveDays(LocalDate first, LocalDate last) {

    private static final EffectiveDays ALL = new EffectiveDays(DayRange.EARLIEST, DayRange.LATEST);

    /** Empty where the condition does not bound them. */
    static Optional<EffectiveDays> of(Condition condition) {
        return Condition.conjuncts(condition).stream()
                .filter(part -> part instanceof Term term && term.field() == Field.EFFECTIVE_DATE)
                .map(Term.class::cast)
                .flatMap(term -> of(term).stream())
                .reduce(EffectiveDays::and);
    }

    private static Optional<EffectiveDays> of(Term term) {
        List<LocalDate> days = term.values().stream().map(LocalDate.class::cast).toList();
        LocalDate day = days.getFirst();
        return switch (term.comparison()) {
            case NONE_OF -> Optional.empty();
            case ONE_OF -> Optional.of(new EffectiveDays(Collections.min(days), Collections.max(days)));
            case MORE_THAN -> Optional.of(new EffectiveDays(day.plusDays(1), ALL.last));
            case AT_LEAST -> Optional.of(new EffectiveDays(day, ALL.last));
            case LESS_THAN -> Optional.of(new EffectiveDays(ALL.first, day.minusDays(1)));
            case AT_MOST -> Optional.of(new EffectiveDays(ALL.first, day));
        };
    }

    private EffectiveDays and(EffectiveDays other) {
        return new EffectiveDays(
                first.isAfter(other.first) ? first : other.first, last.isBefore(other.last) ? last : other.last);
    }
}
