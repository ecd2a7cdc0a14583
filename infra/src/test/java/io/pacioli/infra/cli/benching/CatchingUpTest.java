package io.pacioli.infra.cli.benching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.pacioli.infra.cli.benching.CatchingUp.Result;
import io.pacioli.infra.cli.benching.CatchingUp.Standing;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** How long read tables are waited for, by a clock of the test's own. */
class CatchingUpTest {

    private static final Duration STEP = CatchingUp.STANDSTILL_MAX.dividedBy(2);

    /** Stands still but for what is waited for. */
    private static final class TestTime implements PassingTime {
        private final Duration pause;
        private long nanos;

        TestTime(Duration pause) {
            this.pause = pause;
        }

        @Override
        public long nanos() {
            return nanos;
        }

        @Override
        public void pause(long millis) {
            pass(pause);
        }

        void pass(Duration duration) {
            nanos += duration.toNanos();
        }
    }

    /** Takes in so many events between two looks, while others append as many as that. */
    private static final class Projections implements Supplier<Standing> {
        private final long each;
        private final long appended;
        private final long takenMax;
        private long taken;
        private long all;

        Projections(long all, long each, long appended, long takenMax) {
            this.all = all;
            this.each = each;
            this.appended = appended;
            this.takenMax = takenMax;
        }

        @Override
        public Standing get() {
            Standing now = new Standing(taken, all - taken, 0);
            taken = Math.min(Math.min(taken + each, all), takenMax);
            all += appended;
            return now;
        }
    }

    @Test
    void read_tables_that_move_are_waited_for_however_long_it_takes() {
        Result result = new CatchingUp(new Projections(1_000, 10, 0, 1_000), new TestTime(STEP)).watch();

        assertThat(result.isCaughtUp()).isTrue();
        assertThat(result.atFirst()).isEqualTo(new Standing(0, 1_000, 0));
        assertThat(result.atLast()).isEqualTo(new Standing(1_000, 0, 0));
        assertThat(result.seconds()).isCloseTo(100.0 * STEP.toSeconds(), within(1e-6));
    }

    @Test
    void read_tables_that_stand_still_are_given_up() {
        Result result = new CatchingUp(new Projections(1_000, 10, 0, 50), new TestTime(STEP)).watch();

        assertThat(result.isCaughtUp()).isFalse();
        assertThat(result.atLast()).isEqualTo(new Standing(50, 950, 0));
        assertThat(result.atLast().allEvents()).isEqualTo(1_000);
        assertThat(result.seconds()).isCloseTo(7.0 * STEP.toSeconds(), within(1e-6));
    }

    @Test
    void what_others_append_meanwhile_is_not_waited_for() {
        Result result = new CatchingUp(new Projections(100, 10, 10, Long.MAX_VALUE), new TestTime(STEP)).watch();

        assertThat(result.isCaughtUp()).isTrue();
        assertThat(result.atLast().position()).isEqualTo(100);
    }

    @Test
    void a_replay_counts_from_the_start_of_the_service_and_not_from_when_its_tables_are_taken_away() {
        TestTime time = new TestTime(Duration.ofSeconds(1));
        Rebuild rebuild = rebuild(time, List.of("balances_1"));

        Replayed replayed =
                Replayed.measure(rebuild, new CatchingUp(new Projections(1_000, 100, 0, 1_000), time), time);

        assertThat(replayed.secondsFromStart()).isCloseTo(7 + 10, within(1e-6));
        assertThat(replayed.catchingUp().seconds()).isCloseTo(10, within(1e-6));
        assertThat(replayed.events()).isEqualTo(1_000);
        assertThat(replayed.tables()).containsExactly("balances_1");
        assertThat(replayed.isCaughtUp()).isTrue();
    }

    @Test
    void a_replay_of_nothing_is_none() {
        TestTime time = new TestTime(STEP);

        assertThatThrownBy(() -> Replayed.measure(
                        rebuild(time, List.of()), new CatchingUp(new Projections(1, 1, 0, 1), time), time))
                .isInstanceOf(BenchFailed.class)
                .hasMessage("The service has no read tables that could be taken away.");
    }

    private static Rebuild rebuild(TestTime time, List<String> tables) {
        return new Rebuild() {
            @Override
            public List<String> takeReadTablesAway() {
                time.pass(Duration.ofSeconds(100));
                return tables;
            }

            @Override
            public void startService() {
                time.pass(Duration.ofSeconds(7));
            }
        };
    }
}
