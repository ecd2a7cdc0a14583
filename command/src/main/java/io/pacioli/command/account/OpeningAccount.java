package io.pacioli.command.account;

import io.pacioli.domain.account.Account;
import io.pacioli.domain.account.OpenAccount;
import io.pacioli.domain.decision.Decision;
import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.decision.Result;
import io.pacioli.domain.ledger.Ledger;
import io.pacioli.domain.message.Aggregates;
import io.pacioli.domain.message.StreamId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
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
        Aggregate<Ledger> ledger = ledgers.find(command.ledger().stream()).orElse(null);
        if (ledger == null) {
            return new Rejection.LedgerNotFound(command.ledger());
        }
        StreamId stream = command.account().streamIn(command.ledger());
        if (accounts.find(stream).isPresent()) {
            return new Rejection.AccountExists(command.account());
        }
        return switch (ledger.invoke(book -> LookingUpCurrencies.in(book, command.currencies(), command.limits()))) {
            case Result.Refused<LookingUpCurrencies.Found>(Rejection rejection) -> rejection;
            case Result.Agreed<LookingUpCurrencies.Found>(LookingUpCurrencies.Found found) -> {
                accounts.begin(
                        stream, Account::new, account -> account.open(command, found.currencies(), found.limits()));
                yield Decision.ACCEPTED;
            }
        };
    }
}
