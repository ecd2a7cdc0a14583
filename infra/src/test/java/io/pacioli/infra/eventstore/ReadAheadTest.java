package io.pacioli.infra.eventstore;

import static io.pacioli.infra.eventstore.ReadAhead.READY_BYTES_MAX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ReadAheadTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long PAGES = 1_000;
    private static final long PAGE_BYTES = READY_BYTES_MAX / 8;

    private final AtomicLong read = new AtomicLong();

    /** A journal of so many pages of one event. */
    private ReadAhead.Page page(long after) {
        if (after >= PAGES) {
            return new ReadAhead.Page(List.of(), 0);
        }
        read.incrementAndGet();
        return new ReadAhead.Page(List.of(TestEvents.recorded(after + 1)), PAGE_BYTES);
    }

    private static boolean never(long after) {
        return false;
    }

    private static List<Long> rest(ReadAhead ahead) {
        List<Long> positions = new ArrayList<>();
        List<RecordedEventMessage> next = ahead.take();
        while (!next.isEmpty()) {
            next.forEach(event -> positions.add(event.recorded().position()));
            next = ahead.take();
        }
        return positions;
    }

    @Test
    void no_more_is_held_ready_than_the_bound_and_taking_makes_room() {
        try (ReadAhead ahead = new ReadAhead(0, this::page, ReadAheadTest::never)) {
            await().atMost(PATIENCE).until(() -> read.get() == 8);

            assertThat(ahead.take()).hasSize(1);

            await().atMost(PATIENCE).until(() -> read.get() == 9);
        }
    }

    @Test
    void everything_comes_once_and_in_order() {
        try (ReadAhead ahead = new ReadAhead(10, this::page, ReadAheadTest::never)) {
            List<Long> positions = rest(ahead);

            assertThat(positions).hasSize((int) PAGES - 10).isSorted().doesNotHaveDuplicates();
            assertThat(positions).startsWith(11L).endsWith(PAGES);
        }
    }

    @Test
    void the_reading_ends_where_nobody_needs_it_any_more() {
        try (ReadAhead ahead = new ReadAhead(0, this::page, after -> after == 3)) {
            assertThat(rest(ahead)).containsExactly(1L, 2L, 3L);
        }
    }

    @Test
    void a_failure_is_told_after_everything_that_was_read_before_it() {
        ReadAhead.Pages failing = after -> {
            if (after == 2) {
                throw new IllegalStateException("the database is gone");
            }
            return page(after);
        };
        try (ReadAhead ahead = new ReadAhead(0, failing, ReadAheadTest::never)) {
            assertThat(ahead.take()).hasSize(1);
            assertThat(ahead.take()).hasSize(1);
            assertThatThrownBy(ahead::take).hasMessage("the database is gone");
        }
    }

    @Test
    void once_closed_it_reads_no_further() {
        ReadAhead ahead = new ReadAhead(0, this::page, ReadAheadTest::never);
        await().atMost(PATIENCE).until(() -> read.get() == 8);

        ahead.close();

        assertThat(rest(ahead)).hasSize(8);
        assertThat(read).hasValue(8);
    }
}
