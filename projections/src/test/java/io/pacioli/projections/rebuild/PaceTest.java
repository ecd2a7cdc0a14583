package io.pacioli.projections.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final int STEP_MAX = 8_000;

    private long now;
    private long head;
    private double cpuLoad = 0.2;
    private final Pace pace = new Pace(() -> now, () -> cpuLoad, STEP_MAX);

    @Test
    void watchesBeforeItsFirstStep() {
        assertThat(pace.restNanos(head)).isEqualTo(millis(250));
        assertThat(pace.isBusy()).isFalse();

        pass(250, 400);

        assertThat(pace.restNanos(head)).isZero();
        assertThat(pace.isBusy()).isTrue();
    }

    @Test
    void takesLongStepsWithoutARestWhileNobodyWrites() {
        pass(2_000, 0);
        int step = pace.step(head, null);
        work(step, 100);

        assertThat(step).isEqualTo(STEP_MAX);
        assertThat(pace.restNanos(head)).isZero();
    }

    @Test
    void restsThreeTimesAsLongAsAStepTookWhileOthersWriteLittle() {
        pass(10_000, 100);
        int step = pace.step(head, null);
        work(step, 20);

        assertThat(step).isLessThan(STEP_MAX);
        assertThat(pace.restNanos(head)).isEqualTo(millis(60));
    }

    @Test
    void goesAQuarterFasterThanOthersWrite() {
        pass(10_000, 4_000);
        learnLoad();
        int step = pace.step(head, null);
        work(step, 20);

        double stepsPerSecond = 1e9 / (millis(20) + pace.restNanos(head));
        assertThat(step * stepsPerSecond).isCloseTo(5_000, within(50.0));
    }

    @Test
    void restsAsLongAsAStepTookAlsoWhereItWillNotArrive() {
        assertThat(restFrom20MillisWhereItWillNotArrive(0.2)).isEqualTo(millis(20));
    }

    @Test
    void restsLongerTheLessOfTheProcessorsIsIdle() {
        assertThat(restFrom20MillisWhereItWillNotArrive(2 / 3.0)).isCloseTo(millis(40), within(millis(1)));
    }

    @Test
    void restsThreeTimesAsLongWhereNothingIsIdle() {
        assertThat(restFrom20MillisWhereItWillNotArrive(1)).isEqualTo(millis(60));
    }

    @Test
    void restsAsLongAsAStepTookWhereNobodyKnowsTheLoad() {
        assertThat(restFrom20MillisWhereItWillNotArrive(-1)).isEqualTo(millis(20));
    }

    @Test
    void takesProcessorsToBeInUseUntilItHasSeenThemIdle() {
        pass(10_000, 20_000);
        work(pace.step(head, null), 20);

        assertThat(pace.restNanos(head)).isEqualTo(millis(60));
    }

    @Test
    void goesNoFasterThanItMay() {
        int step = pace.step(head, 100);
        now += millis(20);
        pace.took(step, now - millis(20), 100, true);

        assertThat(step).isEqualTo(100);
        assertThat(pace.restNanos(head)).isEqualTo(millis(980));
    }

    @Test
    void restsFromWorkThatNeedNotKeepUpWithAnybody() {
        pass(10_000, 20_000);

        assertThat(pace.restFrom(head, millis(50))).isEqualTo(millis(150));
    }

    @Test
    void doesNotRestFromWorkWhileNobodyWrites() {
        pass(10_000, 20_000);
        pass(60_000, 0);

        assertThat(pace.restFrom(head, millis(50))).isZero();
    }

    /** Others write evenly, and the pace looks every now and then. */
    private void pass(int millis, int eventsPerSecond) {
        for (int each = 0; each < millis; each += 10) {
            now += millis(10);
            head += eventsPerSecond / 100;
            pace.step(head, null);
        }
    }

    private long restFrom20MillisWhereItWillNotArrive(double load) {
        cpuLoad = load;
        pass(10_000, 20_000);
        learnLoad();
        work(pace.step(head, null), 20);
        return pace.restNanos(head);
    }

    private void learnLoad() {
        for (int step = 0; step < 50; step++) {
            work(1, 0);
        }
    }

    private void work(int events, int millis) {
        long beganAt = now;
        now += millis(millis);
        pace.took(events, beganAt, null, true);
    }

    private static long millis(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
