package io.pacioli.infra.cli.verifying;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.BalanceAfter;
import io.pacioli.domain.account.Totals;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.transaction.Posting;
import io.pacioli.domain.transaction.TransactionPosted;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction says that its accounts hold after it is what the transaction before said, and its own postings; for exactly
 * the accounts and currencies that it posts to. The versions that it says count the accounts' events.
 */
final class TotalsAfter implements Invariant {

    private record Slot(AccountPath account, Currency currency) {}

    private final Findings findings;
    private final Fold fold;

    TotalsAfter(Findings findings, Fold fold) {
        this.findings = findings;
        this.fold = fold;
    }

    @Override
    public void see(SeenEvent event) {
        if (!(event.event() instanceof TransactionPosted posted)) {
            return;
        }
        Map<Slot, Totals> expected = new LinkedHashMap<>();
        for (Posting posting : posted.postings().lines()) {
            Currency currency = posting.money().currency();
            Slot slot = new Slot(posting.account(), currency);
            Totals before =
                    expected.computeIfAbsent(slot, key -> said(fold.account(posted.ledger(), key.account()), currency));
            expected.put(slot, before.plus(posting));
        }
        for (BalanceAfter balance : posted.balances().all()) {
            compare(event, balance, expected.remove(new Slot(balance.account(), balance.currency())));
            remember(fold.account(posted.ledger(), balance.account()), balance);
        }
        expected.forEach((slot, totals) ->
                findings.add(this, event.where(), words(slot.account(), slot.currency(), totals), "nothing about it"));
        checkVersions(event, posted);
    }

    private static Totals said(AccountState account, Currency currency) {
        AccountState.Holding holding = account.holding(currency);
        return new Totals(holding.saidDebits, holding.saidCredits);
    }

    private static void remember(AccountState account, BalanceAfter balance) {
        AccountState.Holding holding = account.holding(balance.currency());
        holding.saidDebits = balance.totals().debits();
        holding.saidCredits = balance.totals().credits();
    }

    private void compare(SeenEvent event, BalanceAfter balance, @Nullable Totals expected) {
        if (!balance.totals().equals(expected)) {
            findings.add(
                    this,
                    event.where(),
                    expected == null
                            ? "nothing about " + balance.account()
                            : words(balance.account(), balance.currency(), expected),
                    words(balance.account(), balance.currency(), balance.totals()));
        }
    }

    private void checkVersions(SeenEvent event, TransactionPosted posted) {
        posted.balances().byAccount().forEach((path, balances) -> {
            AccountState account = fold.account(posted.ledger(), path);
            // The opening is the first event of an account, and says no version.
            long expected = Math.max(account.saidVersion, 1) + 1;
            for (BalanceAfter balance : balances) {
                if (balance.version() != expected) {
                    findings.add(
                            this,
                            event.where(),
                            "version %d of %s".formatted(expected, path),
                            "version " + balance.version());
                }
                account.saidVersion = balance.version();
            }
        });
    }

    private static String words(AccountPath account, Currency currency, Totals totals) {
        return "%s %s debits %s credits %s (minor units)"
                .formatted(account, currency, totals.debits(), totals.credits());
    }
}
