package io.pacioli.infra.cli.verifying;

import io.pacioli.domain.account.AccountChanged;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.BalanceAfter;
import io.pacioli.domain.account.Totals;
import io.pacioli.domain.transaction.TransactionFact;
import java.util.List;
import java.util.Map;

/**
 * What a transaction says that its accounts hold after it is what the transaction before said, and its own postings; for exactly
 * the accounts and currencies that it posts to, or has in reserve. What it says to be pending is what open holds come to. The
 * versions that it says count the accounts' events.
 */
final class TotalsAfter implements Invariant {

    private final Findings findings;
    private final Fold fold;

    TotalsAfter(Findings findings, Fold fold) {
        this.findings = findings;
        this.fold = fold;
    }

    @Override
    public void see(SeenEvent event) {
        if (event.event() instanceof AccountChanged changed) {
            AccountState account = fold.ledger(changed.ledger()).account(changed.account());
            compareVersion(event, account, changed.version());
            account.saidVersion = changed.version();
        }
        if (!(event.event() instanceof TransactionFact fact)) {
            return;
        }
        LedgerState ledger = fold.ledger(fact.ledger());
        for (Map.Entry<AccountPath, List<BalanceAfter>> said :
                fact.balances().byAccount().entrySet()) {
            AccountState account = ledger.account(said.getKey());
            for (BalanceAfter balance : said.getValue()) {
                compare(event, account, balance);
            }
            account.saidVersion = said.getValue().getLast().version();
        }
        for (Holding holding : fold.moved()) {
            if (holding.saidPosition != event.position()) {
                findings.add(
                        this,
                        event.where(),
                        holding.words(sum(holding.said, holding.ofEvent), holding.pending),
                        "nothing about it");
            }
        }
    }

    private void compare(SeenEvent event, AccountState account, BalanceAfter balance) {
        Holding holding = account.holding(balance.currency());
        boolean isMoved = holding.position == event.position();
        Totals expected = isMoved ? sum(holding.said, holding.ofEvent) : holding.said;
        if (!isMoved || !balance.totals().equals(expected) || !balance.pending().equals(holding.pending)) {
            findings.add(
                    this,
                    event.where(),
                    isMoved ? holding.words(expected, holding.pending) : "nothing about " + account.path,
                    holding.words(balance.totals(), balance.pending()));
        }
        compareVersion(event, account, balance.version());
        holding.said = balance.totals();
        holding.saidPosition = event.position();
    }

    /** The opening is the first event of an account, and says no version. */
    private void compareVersion(SeenEvent event, AccountState account, long version) {
        long expected = Math.max(account.saidVersion, 1) + 1;
        if (version != expected) {
            findings.add(
                    this, event.where(), "version %d of %s".formatted(expected, account.path), "version " + version);
        }
    }

    private static Totals sum(Totals one, Totals other) {
        return one.plus(other);
    }
}
