package io.pacioli.infra.cli.verifying;

import io.pacioli.domain.account.AccountOpened;
import io.pacioli.domain.ledger.CurrencyRegistered;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.ledger.LedgerOpened;
import io.pacioli.domain.ledger.PeriodEvent;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.transaction.Posting;
import io.pacioli.domain.transaction.TransactionPosted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All ledgers and accounts as the events so far leave them, summed from the postings and from nothing else that the events say
 * about totals. It is shown each event before any invariant is.
 */
final class Fold {

    private final Map<LedgerId, LedgerState> ledgers = new HashMap<>();
    private final Map<Long, AccountState> accountsByPosition = new HashMap<>();
    private final List<AccountState> touched = new ArrayList<>();
    private final List<Holding> moved = new ArrayList<>();
    private final List<Holding> lines = new ArrayList<>();
    private @Nullable LedgerState latest;

    void apply(SeenEvent seen) {
        touched.clear();
        moved.clear();
        lines.clear();
        switch (seen.event()) {
            case LedgerOpened opened -> open(opened, seen);
            case CurrencyRegistered registered -> register(registered, seen);
            case PeriodEvent changed -> change(changed, seen);
            case AccountOpened opened -> open(opened, seen);
            case TransactionPosted posted -> post(posted, seen);
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

    private void open(AccountOpened event, SeenEvent seen) {
        AccountState account = ledger(event.ledger()).account(event.account());
        touch(account, seen.position());
        if (account.type == null) {
            account.type = event.type();
            account.openedPosition = seen.position();
            accountsByPosition.put(seen.position(), account);
        }
    }

    private void post(TransactionPosted event, SeenEvent seen) {
        LedgerState ledger = ledger(event.ledger());
        for (Posting posting : event.postings().lines()) {
            AccountState account = ledger.account(posting.account());
            touch(account, seen.position());
            Holding holding = account.holding(posting.money().currency());
            lines.add(holding);
            if (holding.post(posting, event.effectiveDate(), seen.position())) {
                moved.add(holding);
            }
        }
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
