package io.pacioli.query.account;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.projections.account.AccountFilter;
import io.pacioli.projections.account.AccountIds;
import io.pacioli.projections.account.AccountKey;
import io.pacioli.projections.account.AccountRow;
import io.pacioli.projections.account.AccountSearch;
import io.pacioli.projections.balance.AccountBalances;
import io.pacioli.projections.balance.BalanceRow;
import io.pacioli.projections.balance.PastBalance;
import io.pacioli.projections.balance.PastBalances;
import io.pacioli.projections.filter.Condition;
import io.pacioli.projections.snapshot.Clocks;
import io.pacioli.projections.snapshot.ReadSnapshot;
import io.pacioli.query.answer.KnownLedgers;
import io.pacioli.query.answer.Reads;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds accounts and what they hold, a known one without asking the database. */
@Component
class AccountReader {

    /** Accounts and their balances by the accounts' ids. */
    record Accounts(List<AccountRow> accounts, Map<Long, List<BalanceRow>> balances, long position) {}

    /** An account as it was, with what it held. */
    record PastAccount(AccountRow account, List<PastBalance> balances, long position) {}

    /** Accounts as they were, and what they held by the accounts' ids. */
    record PastAccounts(List<AccountRow> accounts, Map<Long, List<PastBalance>> balances, long position) {}

    private final Reads reads;
    private final AccountViews views;
    private final KnownLedgers ledgers;
    private final AccountIds ids;
    private final io.pacioli.projections.account.Accounts accounts;
    private final AccountSearch search;
    private final AccountBalances balances;
    private final PastBalances pastBalances;

    AccountReader(
            Reads reads,
            AccountViews views,
            KnownLedgers ledgers,
            AccountIds ids,
            io.pacioli.projections.account.Accounts accounts,
            AccountSearch search,
            AccountBalances balances,
            PastBalances pastBalances) {
        this.reads = reads;
        this.views = views;
        this.ledgers = ledgers;
        this.ids = ids;
        this.accounts = accounts;
        this.search = search;
        this.balances = balances;
        this.pastBalances = pastBalances;
    }

    Optional<AccountViews.Answer> find(LedgerId ledger, AccountPath path) {
        AccountKey key = new AccountKey(ledger, path);
        return ids.known(key)
                .or(() -> reads.read(snapshot -> id(snapshot, key)))
                .flatMap(accountId -> views.of(accountId, id -> reads.read(snapshot -> view(snapshot, key, id))));
    }

    private Optional<Long> id(ReadSnapshot snapshot, AccountKey key) {
        return accounts.id(snapshot, ledgers.id(snapshot, key.ledger()), key);
    }

    private Optional<AccountView> view(ReadSnapshot snapshot, AccountKey key, long accountId) {
        snapshot.requireAllOf(key.ledger());
        return accounts.find(snapshot, accountId).map(account -> {
            List<BalanceRow> held = balances.of(snapshot, List.of(accountId)).getOrDefault(accountId, List.of());
            return new AccountView(
                    account, held, snapshot.position(), snapshot.standings().reading());
        });
    }

    /** By clocks, of which one at least is not that of now: what was does not stay in memory. */
    Optional<PastAccount> find(LedgerId ledger, AccountPath path, Clocks clocks) {
        AccountKey key = new AccountKey(ledger, path);
        return reads.read(snapshot -> accounts.id(snapshot, ledgers.id(snapshot, ledger, clocks.knownAt()), key)
                .flatMap(accountId -> accounts.find(snapshot, accountId, clocks.knownAt()))
                .map(account -> new PastAccount(
                        account,
                        pastBalances
                                .of(snapshot, List.of(account.accountId()), clocks)
                                .getOrDefault(account.accountId(), List.of()),
                        snapshot.position())));
    }

    PastAccounts page(LedgerId ledger, AccountFilter filter, Clocks clocks, String afterPath, int limit) {
        return reads.read(snapshot -> with(
                snapshot,
                accounts.page(
                        snapshot,
                        ledgers.id(snapshot, ledger, clocks.knownAt()),
                        filter,
                        afterPath,
                        limit,
                        clocks.knownAt()),
                clocks));
    }

    /** By a condition on what they were. */
    PastAccounts page(LedgerId ledger, Condition condition, Clocks clocks, String afterPath, int limit) {
        return reads.readBounded(snapshot -> with(
                snapshot,
                search.page(
                        snapshot, ledgers.id(snapshot, ledger, clocks.knownAt()), condition, clocks, afterPath, limit),
                clocks));
    }

    private PastAccounts with(ReadSnapshot snapshot, List<AccountRow> page, Clocks clocks) {
        List<Long> accountIds = page.stream().map(AccountRow::accountId).toList();
        return new PastAccounts(page, pastBalances.of(snapshot, accountIds, clocks), snapshot.position());
    }

    Accounts page(LedgerId ledger, AccountFilter filter, String afterPath, int limit) {
        return reads.read(snapshot ->
                with(snapshot, accounts.page(snapshot, ledgers.id(snapshot, ledger), filter, afterPath, limit)));
    }

    Accounts page(LedgerId ledger, Condition condition, String afterPath, int limit) {
        return reads.readBounded(snapshot -> with(
                snapshot,
                search.page(snapshot, ledgers.id(snapshot, ledger), condition, Clocks.NOW, afterPath, limit)));
    }

    private Accounts with(ReadSnapshot snapshot, List<AccountRow> page) {
        List<Long> accountIds = page.stream().map(AccountRow::accountId).toList();
        return new Accounts(page, balances.of(snapshot, accountIds), snapshot.position());
    }
}
