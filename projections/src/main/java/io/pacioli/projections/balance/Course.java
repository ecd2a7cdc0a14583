package io.pacioli.projections.balance;

import io.pacioli.domain.account.Totals;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An account's way through the days, in one currency: tells what is posted in order, for the latest day so far or a later one, from
 * what is late, and closes a day when a later one begins.
 */
final class Course {

    private @Nullable LocalDate day;
    private Totals inOrder;
    private Totals late;
    private long lateCount;

    /**
     * @param day the latest day so far, null before the first
     * @param inOrder all that was posted in order
     * @param late all that was posted late, in so many events
     */
    Course(@Nullable LocalDate day, Totals inOrder, Totals late, long lateCount) {
        this.day = day;
        this.inOrder = inOrder;
        this.late = late;
        this.lateCount = lateCount;
    }

    static Course beginning() {
        return new Course(null, Totals.ZERO, Totals.ZERO, 0);
    }

    void take(BalanceChange change, ClosedDays closedDays, LatePostings latePostings) {
        long lateBefore = lateCount;
        for (Movement movement : change.movements()) {
            if (day != null && movement.day().isBefore(day)) {
                late = late.plus(movement.amounts());
                lateCount++;
                latePostings.add(change, movement, lateCount);
            } else {
                if (day != null && movement.day().isAfter(day)) {
                    closedDays.add(change, day, movement.position(), inOrder);
                }
                day = movement.day();
                inOrder = inOrder.plus(movement.amounts());
            }
        }
        if (lateCount > lateBefore) {
            latePostings.stands(change, lateCount, late);
        }
    }
}
