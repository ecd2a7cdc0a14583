package io.pacioli.projections.balance;

import io.pacioli.domain.account.Totals;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An account's way through a batch, in one currency: tells what is posted in order, for the latest day so far or a later one, from what
 * is late, closes a day when a later one begins, and notes when it has rested.
 */
final class Course {

    private final long version;
    private final long position;
    private @Nullable LocalDate day;
    private Totals inOrder;
    private Totals late;
    private long lateCount;

    /**
     * @param version of the account when it was last moved, at that position
     * @param day the latest day so far, null before the first
     * @param inOrder all that was posted in order
     * @param late all that was posted late, in so many events
     */
    Course(long version, long position, @Nullable LocalDate day, Totals inOrder, Totals late, long lateCount) {
        this.version = version;
        this.position = position;
        this.day = day;
        this.inOrder = inOrder;
        this.late = late;
        this.lateCount = lateCount;
    }

    static Course beginning() {
        return new Course(0, 0, null, Totals.ZERO, Totals.ZERO, 0);
    }

    void take(BalanceChange change, Past past) {
        if (Rest.isBetween(version, change.firstVersion)) {
            past.rests().add(change, new Rest(position, change.firstPosition, inOrder.plus(late)));
        }
        change.rests().forEach(rest -> past.rests().add(change, rest));
        long lateBefore = lateCount;
        for (Movement movement : change.movements()) {
            if (day != null && movement.day().isBefore(day)) {
                late = late.plus(movement.amounts());
                lateCount++;
                past.latePostings().add(change, movement, lateCount);
            } else {
                if (day != null && movement.day().isAfter(day)) {
                    past.closedDays().add(change, day, movement.position(), inOrder);
                }
                day = movement.day();
                inOrder = inOrder.plus(movement.amounts());
            }
        }
        if (lateCount > lateBefore) {
            past.latePostings().stands(change, lateCount, late);
        }
    }
}
