package io.pacioli.query.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.decision.RequestRefused;
import io.pacioli.projections.Book;
import io.pacioli.projections.TestReadModels;
import io.pacioli.projections.snapshot.ReadSnapshot;
import io.pacioli.projections.snapshot.ReadSnapshots;
import io.pacioli.query.QuerySettings;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadsTest {

    private static final Duration WAIT_MAX = Duration.ofSeconds(5);

    private final TestReadModels models = new TestReadModels(new Book());

    @AfterEach
    void close() {
        models.close();
    }

    @Test
    void what_takes_too_long_is_refused_and_the_next_query_has_its_time() {
        Reads reads =
                new Reads(models.bean(ReadSnapshots.class), new QuerySettings(WAIT_MAX, Duration.ofMillis(20), 1_000));

        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> reads.readBounded(snapshot -> sleep(snapshot, "60")))
                    .isInstanceOfSatisfying(
                            RequestRefused.class,
                            refused -> assertThat(refused.code()).isEqualTo(ProblemCode.FILTER_TOO_SLOW));
            assertThat(reads.<Boolean>read(snapshot -> sleep(snapshot, "0.1"))).isTrue();
        }
    }

    private static boolean sleep(ReadSnapshot snapshot, String seconds) {
        return snapshot.query("select pg_sleep(" + seconds + ") is not null")
                .query(Boolean.class)
                .single();
    }
}
