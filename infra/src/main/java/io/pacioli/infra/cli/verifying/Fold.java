package io.pacioli.infra.cli.verifying;

import io.pacioli.domain.account.AccountOpened;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.ledger.CurrencyRegistered;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.ledger.LedgerOpened;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.transaction.Posting;
import io.pacioli.domain.transaction.TransactionPosted;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All ledgers and accounts as the events so far leave them, summed from the postings and from nothing else that the events say
 * about totals. It is shown each event before any invariant is.
 */
final class Fold {

    private final Map<LedgerId, LedgerState> ledgers = new HashMap<>();
    private final Map<Long, AccountState> accountsByPosition = new HashMap<>();
    private final Map<AccountPath, AccountState> touched = new LinkedHashMap<>();
    private long accountCount;

    void apply(SeenEvent seen) {
        touched.clear();
        switch (seen.event()) {
            case LedgerOpened opened -> open(opened, seen);
            case CurrencyRegistered registered -> register(registered, seen);
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

    private void open(AccountOpened event, SeenEvent seen) {
        AccountState account = account(event.ledger(), event.account());
        touched.put(event.account(), account);
        account.version++;
        if (account.type == null) {
            account.type = event.type();
            account.openedPosition = seen.position();
            accountsByPosition.put(seen.position(), account);
        }
    }

    private void post(TransactionPosted event, SeenEvent seen) {
        for (Posting posting : event.postings().lines()) {
            AccountState account = touched.computeIfAbsent(posting.account(), path -> {
                AccountState state = account(event.ledger(), path);
                state.version++;
                return state;
            });
            AccountState.Holding holding = account.holding(posting.money().currency());
            holding.post(posting, event.effectiveDate());
            holding.position = seen.position();
            holding.version = account.version;
        }
    }

    LedgerState ledger(LedgerId id) {
        return ledgers.computeIfAbsent(id, LedgerState::new);
    }

    AccountState account(LedgerId id, AccountPath path) {
        LedgerState ledger = ledger(id);
        return ledger.accounts.computeIfAbsent(path.value(), key -> {
            accountCount++;
            return new AccountState(ledger, path);
        });
    }

    /** The accounts that the last event touches, in its order. */
    Collection<AccountState> touched() {
        return touched.values();
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
        return accountCount;
    }
}
