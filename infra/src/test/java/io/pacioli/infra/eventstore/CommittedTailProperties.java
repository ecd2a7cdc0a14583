package io.pacioli.infra.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class CommittedTailProperties {

    /** A commit of this node: how many events, how large, and how many another node committed before it. */
    record Commit(int events, int bytes, int ofOthersBefore) {}

    @Property
    void it_answers_what_a_list_of_all_commits_would_or_nothing(
            @ForAll("commits") @Size(max = 30) List<Commit> commits,
            @ForAll @IntRange(min = 1, max = 12) int eventsMax,
            @ForAll @IntRange(min = 1, max = 60) int bytesMax,
            @ForAll @IntRange(min = 1, max = 9) int limit) {
        CommittedTail tail = new CommittedTail(eventsMax, bytesMax);
        Naive naive = new Naive(eventsMax, bytesMax);
        long head = 0;
        for (Commit commit : commits) {
            long first = head + commit.ofOthersBefore() + 1;
            head = first + commit.events() - 1;
            tail.add(TestEvents.recorded(first, head), commit.bytes());
            naive.add(first, head, commit.bytes());

            for (long position = 0; position <= head + 2; position++) {
                assertThat(tail.after(position, limit).map(TestEvents::positions))
                        .isEqualTo(naive.after(position, limit));
            }
        }
    }

    @Property
    void what_it_answers_follows_the_position_without_a_gap(
            @ForAll("commits") @Size(min = 1, max = 30) List<Commit> commits,
            @ForAll @IntRange(min = 1, max = 12) int eventsMax,
            @ForAll @IntRange(min = 1, max = 100) int position) {
        CommittedTail tail = new CommittedTail(eventsMax, Long.MAX_VALUE);
        long head = 0;
        for (Commit commit : commits) {
            long first = head + commit.ofOthersBefore() + 1;
            head = first + commit.events() - 1;
            tail.add(TestEvents.recorded(first, head), commit.bytes());
        }

        List<Long> following =
                tail.after(position, 1_000).map(TestEvents::positions).orElse(List.of());

        for (int i = 0; i < following.size(); i++) {
            assertThat(following.get(i)).isEqualTo(position + 1L + i);
        }
        assertThat(following.size()).isLessThanOrEqualTo(Math.max(eventsMax, 5));
    }

    @Property
    void what_was_read_is_forgotten_and_the_rest_is_kept(
            @ForAll("commits") @Size(min = 1, max = 30) List<Commit> commits,
            @ForAll @IntRange(min = 0, max = 100) int readThrough) {
        CommittedTail tail = new CommittedTail(Integer.MAX_VALUE, Long.MAX_VALUE);
        CommittedTail whole = new CommittedTail(Integer.MAX_VALUE, Long.MAX_VALUE);
        long head = 0;
        for (Commit commit : commits) {
            long first = head + commit.ofOthersBefore() + 1;
            head = first + commit.events() - 1;
            tail.add(TestEvents.recorded(first, head), commit.bytes());
            whole.add(TestEvents.recorded(first, head), commit.bytes());
        }

        tail.forgetThrough(readThrough);

        for (long position = readThrough; position <= head; position++) {
            assertThat(tail.after(position, 1_000).map(TestEvents::positions))
                    .isEqualTo(whole.after(position, 1_000).map(TestEvents::positions));
        }
        for (long position = 0; position + 5 < readThrough; position++) {
            assertThat(tail.after(position, 1_000)).isEmpty();
        }
    }

    @Provide
    Arbitrary<List<Commit>> commits() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 5),
                        Arbitraries.integers().between(0, 20),
                        Arbitraries.frequencyOf(
                                Tuple.of(5, Arbitraries.just(0)),
                                Tuple.of(1, Arbitraries.integers().between(1, 3))))
                .as(Commit::new)
                .list();
    }

    /** Keeps each commit as its first position, its last, and its bytes. */
    private static final class Naive {
        private final int eventsMax;
        private final long bytesMax;
        private final List<long[]> commits = new ArrayList<>();

        Naive(int eventsMax, long bytesMax) {
            this.eventsMax = eventsMax;
            this.bytesMax = bytesMax;
        }

        void add(long first, long last, long bytes) {
            if (!commits.isEmpty() && commits.getLast()[1] + 1 != first) {
                commits.clear();
            }
            commits.add(new long[] {first, last, bytes});
            while (commits.size() > 1 && (events() > eventsMax || bytes() > bytesMax)) {
                commits.removeFirst();
            }
        }

        private long events() {
            return commits.stream()
                    .mapToLong(commit -> commit[1] - commit[0] + 1)
                    .sum();
        }

        private long bytes() {
            return commits.stream().mapToLong(commit -> commit[2]).sum();
        }

        Optional<List<Long>> after(long position, int limit) {
            List<Long> all = new ArrayList<>();
            for (long[] commit : commits) {
                for (long p = commit[0]; p <= commit[1]; p++) {
                    all.add(p);
                }
            }
            List<Long> following =
                    all.stream().filter(p -> p > position).limit(limit).toList();
            boolean here = !following.isEmpty() && following.getFirst() == position + 1;
            return here ? Optional.of(following) : Optional.empty();
        }
    }
}
