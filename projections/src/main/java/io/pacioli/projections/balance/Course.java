package io.pacioli.projections.balance;

import io.pacioli.domain.account.Totals;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account's way through a batch, in one currency: tells what is posted in order, for the latest day so far or a later one, from what
 * is late, closes a day when a later one begins, carries what is a little late into closed days, and notes when it has rested.
 */
final class Course {

    private final long version;
    private final long position;
    private @Nullable LocalDate day;
    private Totals dated;
    private Totals backdated;
    private long backdatedCount;
    private final RecentDays recentDays;

    /**
     * @param version of the account when it was last moved, at that position
     * @param day the latest day so far, null before the first
     * @param dated all that is in closed days and the open one
     * @param backdated all that is not, as it was posted too late, in so many events
     */
    Course(long version, long position, @Nullable LocalDate day, Totals dated, Totals backdated, long backdatedCount) {
        this.version = version;
        this.position = position;
        this.day = day;
        this.dated = dated;
        this.backdated = backdated;
        this.backdatedCount = backdatedCount;
        this.recentDays = new RecentDays(day == null);
    }

    static Course beginning() {
        return new Course(0, 0, null, Totals.ZERO, Totals.ZERO, 0);
    }

    /** Whether a change posts for a day that is among the closed ones, or may be: {@link #recentDays()} has to be told which these are. */
    boolean looksBack(BalanceChange change) {
        return day != null && change.firstDay != null && change.firstDay.isBefore(day);
    }

    RecentDays recentDays() {
        return recentDays;
    }

    void take(BalanceChange change, Past past) {
        if (Rest.isBetween(version, change.firstVersion)) {
            past.rests().add(change, new Rest(position, change.firstPosition, dated.plus(backdated)));
        }
        change.rests().forEach(rest -> past.rests().add(change, rest));
        long countBefore = backdatedCount;
        for (Movement movement : change.movements()) {
            if (day != null && movement.day().isBefore(day)) {
                List<ClosedDay> carried = recentDays.carry(movement);
                if (carried.isEmpty()) {
                    backdated = backdated.plus(movement.amounts());
                    backdatedCount++;
                    past.backdatedPostings().add(change, movement, backdatedCount);
                } else {
                    dated = dated.plus(movement.amounts());
                    carried.forEach(each -> past.closedDays().add(change, each));
                }
            } else {
                if (day != null && movement.day().isAfter(day)) {
                    ClosedDay closed = new ClosedDay(day, movement.position(), movement.position(), 0, dated);
                    recentDays.close(closed);
                    past.closedDays().add(change, closed);
                }
                day = movement.day();
                dated = dated.plus(movement.amounts());
            }
        }
        if (backdatedCount > countBefore) {
            past.backdatedPostings().stands(change, backdatedCount, backdated);
        }
    }
}
