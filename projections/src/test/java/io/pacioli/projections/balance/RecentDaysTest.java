package io.pacioli.projections.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.domain.account.Totals;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentDaysTest {

    private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);

    private final RecentDays days = new RecentDays(true);

    @Test
    void a_late_posting_is_carried_into_its_day_and_those_after() {
        close(0, 10, 100);
        close(1, 20, 150);
        close(2, 30, 160);

        assertThat(days.carry(late(1, 31, 7))).containsExactly(day(1, 31, 20, 1, 157), day(2, 31, 30, 1, 167));
        assertThat(days.carry(late(2, 32, 1))).containsExactly(day(2, 32, 30, 2, 168));
    }

    @Test
    void a_day_of_its_own_is_closed_where_the_day_before_it_was() {
        close(0, 10, 100);
        close(4, 20, 150);

        assertThat(days.carry(late(2, 21, 7))).containsExactly(day(2, 21, 10, 1, 107), day(4, 21, 20, 1, 157));
        assertThat(days.carry(late(5, 22, 1))).containsExactly(day(5, 22, 20, 2, 158));
    }

    @Test
    void before_the_first_day_of_all_there_was_nothing() {
        close(3, 10, 100);

        assertThat(days.carry(late(1, 11, 7))).containsExactly(day(1, 11, 0, 1, 7), day(3, 11, 10, 1, 107));
    }

    @Test
    void what_is_later_than_the_last_few_days_is_not_carried() {
        for (int i = 0; i <= RecentDays.DAYS_MAX; i++) {
            close(i, 10 + i, 100 + i);
        }

        assertThat(days.carry(late(0, 50, 7))).isEmpty();
        assertThat(days.carry(late(1, 51, 7)))
                .hasSize(RecentDays.DAYS_MAX)
                .first()
                .isEqualTo(day(1, 51, 11, 1, 108));
    }

    @Test
    void no_posting_adds_more_rows_than_there_are_days_in_mind() {
        for (int i = 1; i < RecentDays.DAYS_MAX; i++) {
            close(2 * i, 10 + i, 100);
        }

        assertThat(days.carry(late(1, 50, 7))).hasSize(RecentDays.DAYS_MAX);
        assertThat(days.carry(late(0, 51, 7))).as("it would be the fifth").isEmpty();
    }

    @Test
    void so_many_are_carried_between_the_ends_of_two_days() {
        close(0, 10, 100);
        for (int i = 0; i < RecentDays.CARRIED_MAX; i++) {
            assertThat(days.carry(late(0, 20 + i, 1))).hasSize(1);
        }

        assertThat(days.carry(late(0, 40, 1))).isEmpty();

        close(1, 41, 200);
        assertThat(days.carry(late(0, 42, 1)))
                .as("as if the one that was not carried had not been")
                .containsExactly(day(0, 42, 10, 1, 101 + RecentDays.CARRIED_MAX), day(1, 42, 41, 1, 201));
    }

    @Test
    void a_later_batch_goes_on_where_the_former_stopped() {
        List<ClosedDay> known = new ArrayList<>();
        for (int i = 0; i < RecentDays.DAYS_MAX; i++) {
            known.addFirst(close(i, 10 + i, 100));
        }
        for (int i = 1; i < RecentDays.CARRIED_MAX; i++) {
            known.set(0, days.carry(late(RecentDays.DAYS_MAX - 1, 20 + i, 1)).getFirst());
        }
        RecentDays later = new RecentDays(false);
        later.stand(known);

        for (Movement movement : List.of(late(-1, 60, 5), late(1, 61, 5), late(2, 62, 5))) {
            assertThat(later.carry(movement)).isEqualTo(days.carry(movement));
        }
    }

    private ClosedDay close(int day, long at, long debits) {
        ClosedDay closed = day(day, at, at, 0, debits);
        days.close(closed);
        return closed;
    }

    private static ClosedDay day(int day, long knownFrom, long closedAt, int carried, long debits) {
        return new ClosedDay(MONDAY.plusDays(day), knownFrom, closedAt, carried, debits(debits));
    }

    private static Movement late(int day, long position, long debits) {
        return new Movement(position, MONDAY.plusDays(day), debits(debits));
    }

    private static Totals debits(long amount) {
        return new Totals(BigInteger.valueOf(amount), BigInteger.ZERO);
    }
}
