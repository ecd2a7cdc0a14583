package io.pacioli.infra.cli.verifying;

import io.pacioli.domain.account.AccountChanged;
import io.pacioli.domain.account.AccountOpened;
import io.pacioli.domain.ledger.ClosingEntriesRecorded;
import io.pacioli.domain.ledger.CurrencyRegistered;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.ledger.LedgerOpened;
import io.pacioli.domain.ledger.PeriodEvent;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.transaction.HoldEnded;
import io.pacioli.domain.transaction.HoldPosted;
import io.pacioli.domain.transaction.Posting;
import io.pacioli.domain.transaction.PostingEvent;
import io.pacioli.domain.transaction.TransactionHeld;
import io.pacioli.domain.transaction.TransactionPosted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All ledgers and accounts as the events so far leave them, summed from the postings and from nothing else that the events say
 * about totals; what is in reserve, from the holds that are open. It is shown each event before any invariant is.
 */
final class Fold {

    private final Map<LedgerId, LedgerState> ledgers = new HashMap<>();
    private final Map<Long, AccountState> accountsByPosition = new HashMap<>();
    private final Map<UUID, OpenHold> openHolds = new HashMap<>();
    private final List<AccountState> touched = new ArrayList<>();
    private final List<Holding> moved = new ArrayList<>();
    private final List<Holding> lines = new ArrayList<>();
    private @Nullable LedgerState latest;

    /** A hold that has not ended, and where it was placed. */
    record OpenHold(long position, TransactionHeld event) {}

    void apply(SeenEvent seen) {
        touched.clear();
        moved.clear();
        lines.clear();
        switch (seen.event()) {
            case LedgerOpened opened -> open(opened, seen);
            case CurrencyRegistered registered -> register(registered, seen);
            case PeriodEvent changed -> change(changed, seen);
            case ClosingEntriesRecorded recorded -> recordEntries(recorded, seen);
            case AccountOpened opened -> open(opened, seen);
            case AccountChanged changed -> change(changed, seen);
            case TransactionPosted posted -> post(posted, seen);
            case TransactionHeld held -> hold(held, seen);
            case HoldEnded ended -> end(ended, seen);
            case null, default -> {}
        }
    }

    private void open(LedgerOpened event, SeenEvent seen) {
        LedgerState ledger = ledger(event.ledger());
        ledger.version++;
        ledger.changedPosition = seen.position();
        if (ledger.opened == null) {
            ledger.opened = event;
            ledger.openedPosition = seen.position();
            ledger.openedAt = seen.row().recordedAt;
            event.currencies().forEach(currency -> add(currency, ledger, seen.position()));
        }
    }

    private void register(CurrencyRegistered event, SeenEvent seen) {
        LedgerState ledger = ledger(event.ledger());
        ledger.version++;
        ledger.changedPosition = seen.position();
        add(event.currency(), ledger, seen.position());
    }

    private static void add(Currency currency, LedgerState ledger, long position) {
        if (ledger.currencyPositions.putIfAbsent(currency.code(), position) == null) {
            ledger.currencies.put(currency.code(), currency);
        }
    }

    private void change(PeriodEvent event, SeenEvent seen) {
        LedgerState ledger = ledger(event.ledger());
        ledger.version++;
        ledger.changedPosition = seen.position();
        ledger.closedThrough = event.through();
        ledger.periodPositions.add(seen.position());
    }

    private void recordEntries(ClosingEntriesRecorded event, SeenEvent seen) {
        LedgerState ledger = ledger(event.ledger());
        ledger.version++;
        ledger.changedPosition = seen.position();
        if (!ledger.periodPositions.isEmpty()) {
            ledger.entriesPositions.put(ledger.periodPositions.getLast(), seen.position());
        }
    }

    private void open(AccountOpened event, SeenEvent seen) {
        AccountState account = ledger(event.ledger()).account(event.account());
        touch(account, seen.position());
        if (account.type == null) {
            account.type = event.type();
            account.openedPosition = seen.position();
            account.limits = event.limits();
            account.currencies = event.currencies();
            account.name = event.name();
            account.metadata = event.metadata();
            accountsByPosition.put(seen.position(), account);
        }
    }

    private void change(AccountChanged event, SeenEvent seen) {
        AccountState account = ledger(event.ledger()).account(event.account());
        touch(account, seen.position());
        account.take(event);
    }

    private void post(PostingEvent event, SeenEvent seen) {
        for (Posting posting : event.postings().lines()) {
            Holding holding = moved(event.ledger(), posting, seen.position());
            lines.add(holding);
            holding.post(posting, event.effectiveDate());
        }
    }

    private void hold(TransactionHeld event, SeenEvent seen) {
        openHolds.put(seen.transactionStream(), new OpenHold(seen.position(), event));
        for (Posting posting : event.postings().lines()) {
            moved(event.ledger(), posting, seen.position()).reserve(posting);
        }
    }

    /** One that ends twice, or was never placed, gives nothing back: that this is wrong is told by an invariant. */
    private void end(HoldEnded event, SeenEvent seen) {
        OpenHold hold = openHolds.remove(seen.continuedStream());
        if (hold != null) {
            for (Posting posting : hold.event().postings().lines()) {
                moved(event.ledger(), posting, seen.position()).release(posting);
            }
        }
        if (event instanceof HoldPosted posted) {
            post(posted, seen);
        }
    }

    private Holding moved(LedgerId ledger, Posting posting, long position) {
        AccountState account = ledger(ledger).account(posting.account());
        touch(account, position);
        Holding holding = account.holding(posting.money().currency());
        if (holding.isFirstMovedBy(position)) {
            moved.add(holding);
        }
        return holding;
    }

    private void touch(AccountState account, long position) {
        if (account.touchedPosition != position) {
            account.touchedPosition = position;
            account.version++;
            touched.add(account);
        }
    }

    LedgerState ledger(LedgerId id) {
        LedgerState last = latest;
        if (last == null || !last.id.equals(id)) {
            last = ledgers.computeIfAbsent(id, LedgerState::new);
            latest = last;
        }
        return last;
    }

    /** The holding of each line of the last event, in their order. */
    List<Holding> lines() {
        return lines;
    }

    /** What the last event moves, each once, in its order. */
    List<Holding> moved() {
        return moved;
    }

    /** The holds that are open, by the streams of their transactions. */
    Map<UUID, OpenHold> openHolds() {
        return openHolds;
    }

    /** The accounts that the last event touches, in its order. */
    List<AccountState> touched() {
        return touched;
    }

    /** The account that an event at that position has opened; read tables call it by that number. */
    @Nullable
    AccountState openedAt(long position) {
        return accountsByPosition.get(position);
    }

    Collection<LedgerState> ledgers() {
        return ledgers.values();
    }

    long accountCount() {
        return ledgers.values().stream()
                .mapToLong(ledger -> ledger.accounts().size())
                .sum();
    }
}
