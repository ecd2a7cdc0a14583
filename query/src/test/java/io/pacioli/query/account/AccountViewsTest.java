package io.pacioli.query.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.AccountType;
import io.pacioli.projections.account.AccountRow;
import io.pacioli.projections.position.AnnouncingPosition;
import io.pacioli.projections.position.AppliedPosition;
import io.pacioli.projections.position.Changes;
import io.pacioli.projections.position.TestPositions;
import io.pacioli.query.QuerySettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AccountViewsTest {

    private static final long TILL = 3;
    private static final long BANK = 4;

    private final AppliedPosition applied = TestPositions.applied();
    private final AccountViews views =
            new AccountViews(applied, new QuerySettings(Duration.ofSeconds(5), Duration.ofSeconds(5), 1_000));
    private final AnnouncingPosition announcing = TestPositions.announcing(applied, views);
    private int loads;

    @Test
    void an_account_that_has_not_changed_is_read_once() {
        read(TILL, 10);
        announcing.changed(changeOf(BANK), 0, 20);

        AccountViews.Answer answer = read(TILL, 99);

        assertThat(loads).isEqualTo(1);
        assertThat(answer.view().position()).isEqualTo(10);
        assertThat(answer.position()).isEqualTo(20);
    }

    @Test
    void an_account_that_has_changed_is_read_again() {
        read(TILL, 10);
        announcing.changed(changeOf(TILL), 10, 20);

        AccountViews.Answer answer = read(TILL, 20);

        assertThat(loads).isEqualTo(2);
        assertThat(answer.position()).isEqualTo(20);
    }

    @Test
    void what_is_newer_than_the_advertised_position_says_so() {
        announcing.changed(changeOf(BANK), 0, 5);

        assertThat(read(TILL, 8).position()).isEqualTo(8);
        assertThat(read(TILL, 99).position()).isEqualTo(8);
    }

    @Test
    void a_slow_reader_does_not_put_back_what_was_dropped() {
        views.of(TILL, id -> {
            announcing.changed(changeOf(TILL), 0, 20);
            return Optional.of(view(TILL, 10));
        });

        AccountViews.Answer answer = read(TILL, 20);

        assertThat(answer.view().position()).isEqualTo(20);
    }

    @Test
    void a_slow_reader_does_not_take_the_place_of_a_faster_one() {
        views.of(TILL, id -> {
            read(TILL, 12);
            return Optional.of(view(TILL, 10));
        });

        assertThat(read(TILL, 99).view().position()).isEqualTo(12);
    }

    @Test
    void when_another_node_has_moved_the_tables_nothing_older_is_right() {
        read(TILL, 10);
        announcing.found(15);

        assertThat(read(TILL, 15).view().position()).isEqualTo(15);
    }

    @Test
    void nor_is_what_a_slow_reader_brings_from_before_that() {
        views.of(TILL, id -> {
            announcing.found(15);
            return Optional.of(view(TILL, 10));
        });

        assertThat(read(TILL, 15).view().position()).isEqualTo(15);
    }

    @Test
    void an_account_that_is_not_there_is_not_remembered() {
        assertThat(views.of(TILL, id -> Optional.empty())).isEmpty();

        assertThat(read(TILL, 10).view().position()).isEqualTo(10);
    }

    /**
     * Readers race with batches. Whatever an answer says to be right for a position, the account must not have changed between
     * what was read and that position.
     */
    @Test
    void however_readers_and_batches_race_no_answer_is_older_than_it_says() throws Exception {
        int accounts = 8;
        AtomicLong committed = new AtomicLong();
        AtomicLongArray lastChange = new AtomicLongArray(accounts);
        AtomicBoolean done = new AtomicBoolean();
        List<String> wrong = Collections.synchronizedList(new ArrayList<>());
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> readers = new ArrayList<>();
            for (int reader = 0; reader < 3; reader++) {
                long seed = reader;
                readers.add(threads.submit(() -> {
                    RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
                    while (!done.get()) {
                        int account = (int) ((random.nextLong() + seed) & (accounts - 1));
                        long before = applied.get();
                        AccountViews.Answer answer = views.of(account, id -> Optional.of(view(id, committed.get())))
                                .orElseThrow();
                        long read = answer.view().position();
                        if (answer.position() < before || answer.position() < read) {
                            wrong.add("an answer from before what was advertised");
                        }
                        long change = lastChange.get(account);
                        if (change > read && change <= answer.position()) {
                            wrong.add("account %d changed at %d, was read at %d, and was said to be right at %d"
                                    .formatted(account, change, read, answer.position()));
                        }
                    }
                }));
            }
            RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
            for (long position = 1; position <= 50_000; position++) {
                long before = committed.get();
                int account = random.nextInt(accounts);
                lastChange.set(account, position);
                committed.set(position);
                if (random.nextInt(100) == 0) {
                    announcing.found(position);
                } else {
                    announcing.changed(changeOf(account), before, position);
                }
            }
            done.set(true);
            for (Future<?> reader : readers) {
                reader.get();
            }
        }

        assertThat(wrong).isEmpty();
    }

    private AccountViews.Answer read(long accountId, long position) {
        return views.of(accountId, id -> {
                    loads++;
                    return Optional.of(view(id, position));
                })
                .orElseThrow();
    }

    private static AccountView view(long accountId, long position) {
        AccountRow account = new AccountRow(
                accountId,
                new AccountPath("assets:a" + accountId),
                AccountType.ASSET,
                null,
                new TreeMap<>(),
                Instant.EPOCH,
                false,
                null,
                List.of(),
                List.of(),
                1);
        return new AccountView(account, List.of(), position, 0);
    }

    private static Changes changeOf(long accountId) {
        Changes changes = new Changes();
        changes.account(accountId);
        return changes;
    }
}
