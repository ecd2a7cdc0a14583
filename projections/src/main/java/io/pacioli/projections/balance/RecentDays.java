package io.pacioli.projections.balance;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last few closed days of an account in one currency, each as it is known by now. What is late by no more than these is carried into
 * them: each that it counts for is written anew, and so is its own day where that was none of them.
 *
 * <p>What may be carried is bounded, so that a reader who asks what was known earlier passes few rows that came later, and a writer
 * writes few. It depends on the order of the events alone.
 */
final class RecentDays {

    /** So many closed days are kept in mind, and as many rows does a late posting add at most. */
    static final int DAYS_MAX = 4;

    /** So many late postings may be carried between the end of one day and that of the next. */
    static final int CARRIED_MAX = 8;

    private final Deque<ClosedDay> latestFirst = new ArrayDeque<>(0);
    private boolean isComplete;
    private int carried;

    /** @param isComplete whether an account begins with these: it has no closed day yet */
    RecentDays(boolean isComplete) {
        this.isComplete = isComplete;
    }

    /** Takes over what a former batch has left: at most the last {@value #DAYS_MAX} days, the latest first, each as it is known last. */
    void stand(List<ClosedDay> days) {
        latestFirst.addAll(days);
        isComplete = days.size() < DAYS_MAX;
        // Whatever is carried or closed is known of the latest of them, too.
        carried = days.isEmpty() ? 0 : days.getFirst().carried();
    }

    void close(ClosedDay day) {
        carried = 0;
        latestFirst.addFirst(day);
        forgetEarliest();
    }

    /** What becomes of the days that a late posting counts for; nothing where it is too late for that, or one too many. */
    List<ClosedDay> carry(Movement movement) {
        Deque<ClosedDay> later = new ArrayDeque<>(DAYS_MAX);
        while (!latestFirst.isEmpty() && latestFirst.getFirst().day().isAfter(movement.day())) {
            later.addFirst(latestFirst.removeFirst());
        }
        ClosedDay before = latestFirst.peekFirst();
        boolean isCarried = carried < CARRIED_MAX && (before != null || isComplete);
        List<ClosedDay> written = new ArrayList<>(isCarried ? later.size() + 1 : 0);
        if (isCarried) {
            carried++;
            if (before != null && before.day().equals(movement.day())) {
                latestFirst.removeFirst();
            }
            written.add(with(before, movement.day(), movement));
        }
        for (ClosedDay day : later) {
            if (isCarried) {
                written.add(with(day, day.day(), movement));
            } else {
                latestFirst.addFirst(day);
            }
        }
        written.forEach(latestFirst::addFirst);
        forgetEarliest();
        return written;
    }

    private ClosedDay with(@Nullable ClosedDay before, LocalDate day, Movement movement) {
        return before == null
                ? new ClosedDay(day, movement.position(), 0, carried, movement.amounts())
                : new ClosedDay(
                        day,
                        movement.position(),
                        before.closedAt(),
                        carried,
                        before.totals().plus(movement.amounts()));
    }

    private void forgetEarliest() {
        isComplete &= latestFirst.size() < DAYS_MAX;
        if (latestFirst.size() > DAYS_MAX) {
            latestFirst.removeLast();
        }
    }
}
