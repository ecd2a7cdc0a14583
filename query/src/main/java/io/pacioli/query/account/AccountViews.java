package io.pacioli.query.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.pacioli.projections.position.AppliedPosition;
import io.pacioli.projections.position.ChangeObserver;
import io.pacioli.projections.position.Changes;
import io.pacioli.query.QuerySettings;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongFunction;
import org.springframework.stereotype.Component;

/**
 * Accounts with their balances, from memory where they have not changed since they were read; bounded by number.
 *
 * <p><b>When an entry is right.</b> An entry is what the tables said at its own position. It is right for as long as no later
 * event touches its account. The projections tell which accounts a batch has touched, after the commit and before they advertise
 * the batch's position. So whoever sees position P advertised, and then finds an entry here, has one from which everything up to
 * P that concerns it has either been read or is absent: had a batch up to P touched the account since, the entry would be gone.
 *
 * <p><b>Why a slow reader cannot put back what was dropped.</b> A reader may have taken its snapshot before a batch and come to
 * store it after the batch has dropped the entry. Therefore a batch first writes its position down for the account, in {@link
 * #touched}, and then drops the entry; and a reader stores under the lock of that key, after it has looked there: if it finds a
 * position later than its snapshot's, it stores nothing. Of the two, the one that comes second to the key's lock sees what the
 * first has done: the reader sees the position, or the batch finds the entry and drops it. Positions are kept by a hash of the
 * account, as keeping them by account would need as much memory as all accounts; two accounts that share a place cost a read
 * that is not remembered, never a wrong one.
 *
 * <p><b>When another node has moved the tables</b>, nobody here knows what it touched. Then every entry older than what it
 * reached is void, by its own position, whether or not it has been dropped yet: {@link #voidBefore}. A node that does not project
 * so remembers nothing for longer than one batch of the node that does.
 *
 * <p><b>When other tables are switched to</b>, they may say something else for the same position. Every entry carries how many
 * switches this node had heard of before it was read, and counts only as long as there has been no other.
 */
@Component
class AccountViews implements ChangeObserver {

    private static final int PLACES = 1 << 16;

    private record Remembered(AccountView view, long switches) {}

    private final Cache<Long, Remembered> views;
    private final AppliedPosition applied;
    private final AtomicLongArray touched = new AtomicLongArray(PLACES);
    private final AtomicLong voidBefore = new AtomicLong();
    private final AtomicLong switches = new AtomicLong();

    AccountViews(AppliedPosition applied, QuerySettings settings) {
        this.applied = applied;
        this.views =
                Caffeine.newBuilder().maximumSize(settings.cachedAccountsMax()).build();
    }

    /** An answer, and the position that it is right for. */
    record Answer(AccountView view, long position) {}

    /** The account as it stands at the position that is advertised, or later; read with {@code load} where it is not remembered. */
    Optional<Answer> of(long accountId, LongFunction<Optional<AccountView>> load) {
        long advertised = applied.get();
        long switchesBefore = switches.get();
        Remembered known = views.getIfPresent(accountId);
        if (known != null && known.switches() == switchesBefore && known.view().position() >= voidBefore.get()) {
            return Optional.of(
                    new Answer(known.view(), Math.max(advertised, known.view().position())));
        }
        Optional<AccountView> read = load.apply(accountId);
        read.ifPresent(view -> remember(accountId, new Remembered(view, switchesBefore)));
        return read.map(view -> new Answer(view, view.position()));
    }

    private void remember(long accountId, Remembered read) {
        views.asMap().compute(accountId, (id, known) -> {
            long position = read.view().position();
            boolean outdated = position < touched.get(place(id)) || position < voidBefore.get();
            boolean older = known != null
                    && known.switches() >= read.switches()
                    && position < known.view().position();
            return outdated || older ? known : read;
        });
    }

    @Override
    public void changed(Changes changes, long position) {
        for (long accountId : changes.accounts()) {
            touched.accumulateAndGet(place(accountId), position, Math::max);
            views.asMap().remove(accountId);
        }
    }

    @Override
    public void changedElsewhere(long position) {
        voidBefore.accumulateAndGet(position, Math::max);
        views.invalidateAll();
    }

    @Override
    public void switched() {
        switches.incrementAndGet();
        views.invalidateAll();
    }

    private static int place(long accountId) {
        return (int) ((accountId * 0x9E37_79B9_7F4A_7C15L) >>> 48);
    }
}
