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
import io.pacioli.projections.filter.Condition;
import io.pacioli.projections.ledger.Ledgers;
import io.pacioli.projections.snapshot.ReadSnapshot;
import io.pacioli.query.answer.Missing;
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

    private final Reads reads;
    private final AccountViews views;
    private final Ledgers ledgers;
    private final AccountIds ids;
    private final io.pacioli.projections.account.Accounts accounts;
    private final AccountSearch search;
    private final AccountBalances balances;

    AccountReader(
            Reads reads,
            AccountViews views,
            Ledgers ledgers,
            AccountIds ids,
            io.pacioli.projections.account.Accounts accounts,
            AccountSearch search,
            AccountBalances balances) {
        this.reads = reads;
        this.views = views;
        this.ledgers = ledgers;
        this.ids = ids;
        this.accounts = accounts;
        this.search = search;
        this.balances = balances;
    }

    Optional<AccountViews.Answer> find(LedgerId ledger, AccountPath path) {
        AccountKey key = new AccountKey(ledger, path);
        return ids.known(key)
                .or(() -> reads.read(snapshot -> id(snapshot, key)))
                .flatMap(accountId -> views.of(accountId, id -> reads.read(snapshot -> view(snapshot, key, id))));
    }

    private Optional<Long> id(ReadSnapshot snapshot, AccountKey key) {
        return accounts.id(snapshot, id(snapshot, key.ledger()), key);
    }

    private Optional<AccountView> view(ReadSnapshot snapshot, AccountKey key, long accountId) {
        snapshot.requireAllOf(key.ledger());
        return accounts.find(snapshot, accountId).map(account -> {
            List<BalanceRow> held = balances.of(snapshot, List.of(accountId)).getOrDefault(accountId, List.of());
            return new AccountView(
                    account, held, snapshot.position(), snapshot.standings().reading());
        });
    }

    Accounts page(LedgerId ledger, AccountFilter filter, String afterPath, int limit) {
        return reads.read(
                snapshot -> with(snapshot, accounts.page(snapshot, id(snapshot, ledger), filter, afterPath, limit)));
    }

    Accounts page(LedgerId ledger, Condition condition, String afterPath, int limit) {
        return reads.readBounded(
                snapshot -> with(snapshot, search.page(snapshot, id(snapshot, ledger), condition, afterPath, limit)));
    }

    private long id(ReadSnapshot snapshot, LedgerId ledger) {
        return ledgers.id(snapshot, ledger).orElseThrow(() -> Missing.ledger(ledger));
    }

    private Accounts with(ReadSnapshot snapshot, List<AccountRow> page) {
        List<Long> accountIds = page.stream().map(AccountRow::accountId).toList();
        return new Accounts(page, balances.of(snapshot, accountIds), snapshot.position());
    }
}
