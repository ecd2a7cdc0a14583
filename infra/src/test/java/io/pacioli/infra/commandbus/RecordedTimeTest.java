package io.pacioli.infra.commandbus;

import static io.pacioli.infra.commandbus.Answers.recorded;
import static io.pacioli.infra.commandbus.TestPipeline.sale;
import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.domain.ledger.ChartPolicy;
import io.pacioli.infra.eventstore.SettableClock;
import io.pacioli.infra.eventstore.SoundJournal;
import io.pacioli.infra.postgres.TestDatabase;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The journal's times never run backwards and never stand still, whatever the clock of a node does, and whichever node records. */
class RecordedTimeTest {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    private final TestDatabase database = TestDatabase.fresh();
    private final SettableClock clock = new SettableClock(NOON.minusSeconds(1));
    private final TestPipeline node = new TestPipeline(database, clock).withBook(ChartPolicy.OPEN);

    @AfterEach
    void everything_that_was_stored_is_sound() {
        node.close();
        SoundJournal.assertSound(database.service());
        database.close();
    }

    @Test
    void a_clock_that_steps_back_is_waited_for_microsecond_by_microsecond() {
        clock.set(NOON);
        assertThat(recordedAt(node)).isEqualTo(NOON);
        clock.set(NOON.minusSeconds(3_600));
        assertThat(recordedAt(node)).isEqualTo(NOON.plusNanos(1_000));
        assertThat(recordedAt(node)).isEqualTo(NOON.plusNanos(2_000));
        clock.set(NOON.plusSeconds(1));
        assertThat(recordedAt(node)).isEqualTo(NOON.plusSeconds(1));
    }

    @Test
    void a_node_whose_clock_is_behind_goes_on_from_the_last_time_of_the_other() {
        clock.set(NOON);
        assertThat(recordedAt(node)).isEqualTo(NOON);
        try (TestPipeline behind = new TestPipeline(database, new SettableClock(NOON.minusSeconds(60)))) {
            assertThat(recordedAt(behind)).isEqualTo(NOON.plusNanos(1_000));
            clock.set(NOON.plusSeconds(2));
            assertThat(recordedAt(node)).isEqualTo(NOON.plusSeconds(2));
            assertThat(recordedAt(behind)).isEqualTo(NOON.plusSeconds(2).plusNanos(1_000));
        }
    }

    private static Instant recordedAt(TestPipeline node) {
        return recorded(node.send(sale("1.00"))).last().recordedAt();
    }
}
