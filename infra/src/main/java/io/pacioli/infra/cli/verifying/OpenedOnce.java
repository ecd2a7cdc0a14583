package io.pacioli.infra.cli.verifying;

import io.pacioli.domain.account.AccountOpened;
import io.pacioli.domain.ledger.CurrencyRegistered;
import io.pacioli.domain.ledger.LedgerOpened;

/** A ledger is opened by its first event and by no other; an account is opened once; a currency is registered once, at the version that it says. */
final class OpenedOnce implements Invariant {

    private final Findings findings;
    private final Fold fold;

    OpenedOnce(Findings findings, Fold fold) {
        this.findings = findings;
        this.fold = fold;
    }

    @Override
    public void see(SeenEvent event) {
        LedgerState ledger = fold.ledger(event.row().ledger);
        switch (event.event()) {
            case LedgerOpened opened -> {
                if (ledger.openedPosition != event.position()) {
                    findings.add(this, event.where(), "one opening, at position " + ledger.openedPosition, "another");
                }
                if (event.row().journalNumber != 1) {
                    findings.add(this, event.where(), "the ledger opened by its first event", "opened by a later one");
                }
            }
            case AccountOpened opened -> {
                AccountState account = ledger.account(opened.account());
                if (account.openedPosition != event.position()) {
                    findings.add(
                            this,
                            event.where(),
                            "one opening of %s, at position %d".formatted(opened.account(), account.openedPosition),
                            "another");
                }
            }
            case CurrencyRegistered registered -> {
                long first = ledger.currencyPositions.get(registered.currency().code());
                if (first != event.position()) {
                    findings.add(
                            this,
                            event.where(),
                            "one registration of %s, at position %d".formatted(registered.currency(), first),
                            "another");
                }
                if (registered.version() != null && registered.version() != ledger.version) {
                    findings.add(this, event.where(), "version " + ledger.version, "version " + registered.version());
                }
            }
            case null, default -> {}
        }
    }
}
