package io.pacioli.projections.snapshot;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Days, and positions on each of them, all inclusive.
 *
 * <p>What lies beyond a place in a list by date is the rest of its day and the days behind it. To compare days and positions as a
 * pair would say so at once. But only in ranges like these does PostgreSQL (18 or later) skip, along an index on day and position,
 * what is recorded too late of each day: a page then costs a look into the index for each day that it passes, however much
 * there is of it.
 *
 * @param begun whether it is the rest of the place's own day
 */
public record DayRange(LocalDate first, LocalDate last, long low, long high, boolean begun) {

    /** The first day that the database is asked for where a list has no beginning. */
    public static final LocalDate EARLIEST = LocalDate.of(1, 1, 1);

    /** The last one where it has no end. */
    public static final LocalDate LATEST = LocalDate.of(9999, 12, 31);

    /**
     * The ranges of a list that lie beyond a place, in the order of the list; none where nothing does.
     *
     * @param day of the place; before or behind all days of the list where it has not begun
     * @param position on that day the first one that may be looked at
     * @param from the first day of the list
     * @param to the last day of the list
     * @param knownAt the last position of the list
     */
    public static List<DayRange> beyond(
            Order order, LocalDate day, long position, LocalDate from, LocalDate to, long knownAt) {
        List<DayRange> ranges = new ArrayList<>(2);
        if (order == Order.OLDEST_FIRST) {
            boolean begun = position > 0 && !day.isBefore(from) && !day.isAfter(to);
            if (begun) {
                add(ranges, new DayRange(day, day, position, knownAt, true));
            }
            LocalDate next = begun ? day.plusDays(1) : later(day, from);
            add(ranges, new DayRange(next, to, 0, knownAt, false));
        } else {
            boolean begun = position < Long.MAX_VALUE && !day.isAfter(to) && !day.isBefore(from);
            if (begun) {
                add(ranges, new DayRange(day, day, 0, Math.min(position, knownAt), true));
            }
            LocalDate next = begun ? day.minusDays(1) : earlier(day, to);
            add(ranges, new DayRange(from, next, 0, knownAt, false));
        }
        return ranges;
    }

    /** Whether a row of the named table is in it. */
    public Sql of(String table) {
        return new Sql()
                .add(
                        "%1$s.effective_date >= ? and %1$s.effective_date <= ? and %1$s.position >= ? and %1$s.position <= ?"
                                .formatted(table),
                        first,
                        last,
                        low,
                        high);
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }

    private static void add(List<DayRange> ranges, DayRange range) {
        if (!range.first.isAfter(range.last) && range.low <= range.high) {
            ranges.add(range);
        }
    }
}
