package io.pacioli.command.account;

import io.pacioli.domain.account.Account;
import io.pacioli.domain.account.OpenAccount;
import io.pacioli.domain.decision.Decision;
import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.ledger.Ledger;
import io.pacioli.domain.message.Aggregates;
import io.pacioli.domain.message.StreamId;
import org.axonframework.commandhandling.CommandHandler;
import org.springframework.stereotype.Component;

/** Opens an account in the chart of an open ledger, once. */
@Component
public class OpeningAccount {

    private final Aggregates<Ledger> ledgers;
    private final Aggregates<Account> accounts;

    public OpeningAccount(Aggregates<Ledger> ledgers, Aggregates<Account> accounts) {
        this.ledgers = ledgers;
        this.accounts = accounts;
    }

    @CommandHandler
    public Decision handle(OpenAccount command) {
        if (ledgers.find(command.ledger().stream()).isEmpty()) {
            return new Rejection.LedgerNotFound(command.ledger());
        }
        StreamId stream = command.account().streamIn(command.ledger());
        if (accounts.find(stream).isPresent()) {
            return new Rejection.AccountExists(command.account());
        }
        accounts.begin(stream, Account::new, account -> account.open(command));
        return Decision.ACCEPTED;
    }
}
