package io.pacioli.projections.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pacioli.projections.generation.Projection;
import org.junit.jupiter.api.Test;

class ProjectionBatchTest {

    private final ProjectionBatch batch = TestBatches.at(10);

    @Test
    void goes_on_one_position_at_a_time_and_stays_where_it_has_been() {
        batch.reach(11);
        batch.reach(11);
        batch.reach(12);

        assertThat(batch.position()).isEqualTo(12);
        assertThat(batch.begunAt()).isEqualTo(10);
    }

    @Test
    void refuses_a_gap() {
        batch.reach(11);

        assertThatThrownBy(() -> batch.reach(13)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void has_not_moved_when_it_was_given_only_what_the_tables_have() {
        batch.reach(9);
        batch.reach(10);

        assertThat(batch.hasMoved()).isFalse();
        assertThat(batch.isNewTo(Projection.BALANCES, 10)).isFalse();
        assertThat(batch.isNewTo(Projection.BALANCES, 11)).isTrue();
    }
}
