package io.pacioli.domain.transaction;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** When a transaction happened for the business, as the client put it: a moment, a day of the ledger, or now. */
public sealed interface EffectiveAt {

    LocalDate EARLIEST = LocalDate.of(1900, 1, 1);
    Period AHEAD_MAX = Period.ofYears(10);
    EffectiveAt NOW = new Now();

    /** The moment that is meant, in whole microseconds. */
    Instant in(ZoneId timeZone, Instant decidedAt);

    /** Whether a moment is not before {@link #EARLIEST} and not more than {@link #AHEAD_MAX} ahead. */
    static boolean isWithinRange(Instant moment, ZoneId timeZone, Instant decidedAt) {
        Instant earliest = EARLIEST.atStartOfDay(timeZone).toInstant();
        Instant latest = decidedAt.atZone(timeZone).plus(AHEAD_MAX).toInstant();
        return !moment.isBefore(earliest) && !moment.isAfter(latest);
    }

    /** The moment at which the ledger decides. */
    record Now() implements EffectiveAt {
        @Override
        public Instant in(ZoneId timeZone, Instant decidedAt) {
            return decidedAt;
        }
    }

    /** A moment; what is finer than a microsecond is cut off. */
    record At(Instant moment) implements EffectiveAt {
        public At {
            moment = moment.truncatedTo(ChronoUnit.MICROS);
        }

        @Override
        public Instant in(ZoneId timeZone, Instant decidedAt) {
            return moment;
        }
    }

    /** The start of a day in the ledger's time zone. */
    record On(LocalDate day) implements EffectiveAt {
        @Override
        public Instant in(ZoneId timeZone, Instant decidedAt) {
            return day.atStartOfDay(timeZone).toInstant();
        }
    }

    /** The last microsecond of a day in the ledger's time zone. */
    record EndOf(LocalDate day) implements EffectiveAt {
        @Override
        public Instant in(ZoneId timeZone, Instant decidedAt) {
            return day.plusDays(1).atStartOfDay(timeZone).toInstant().minus(1, ChronoUnit.MICROS);
        }
    }
}
