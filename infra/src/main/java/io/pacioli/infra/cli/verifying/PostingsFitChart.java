package io.pacioli.infra.cli.verifying;

import io.pacioli.domain.account.BalanceAfter;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.transaction.TransactionFact;

/** Whatever is posted or held goes to an account that was open by then, in a currency that its ledger had by then. */
final class PostingsFitChart implements Invariant {

    private final Findings findings;
    private final Fold fold;

    PostingsFitChart(Findings findings, Fold fold) {
        this.findings = findings;
        this.fold = fold;
    }

    @Override
    public void see(SeenEvent event) {
        if (!(event.event() instanceof TransactionFact fact)) {
            return;
        }
        for (AccountState account : fold.touched()) {
            if (account.type == null) {
                findings.add(this, event.where(), "an open account", account.path + ", which is not open");
            }
        }
        LedgerState ledger = fold.ledger(fact.ledger());
        for (Holding holding : fold.moved()) {
            Currency registered = ledger.currencies.get(holding.currency.code());
            if (!holding.currency.equals(registered)) {
                findings.add(
                        this,
                        event.where(),
                        registered == null ? "a registered currency" : words(registered),
                        words(holding.currency));
            }
        }
        for (BalanceAfter balance : fact.balances().all()) {
            AccountState account = ledger.account(balance.account());
            if (account.type != null && account.type != balance.type()) {
                findings.add(this, event.where(), account.path + " of type " + account.type, balance.type());
            }
        }
    }

    private static String words(Currency currency) {
        return "%s with %d decimal places".formatted(currency, currency.scale());
    }
}
