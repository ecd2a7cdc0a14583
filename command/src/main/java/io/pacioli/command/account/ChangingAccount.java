package io.pacioli.command.account;

import io.pacioli.domain.account.Account;
import io.pacioli.domain.account.AccountCommand;
import io.pacioli.domain.account.ChangeAccountLimits;
import io.pacioli.domain.account.Limits;
import io.pacioli.domain.decision.Decision;
import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.decision.Result;
import io.pacioli.domain.ledger.Ledger;
import io.pacioli.domain.message.Aggregates;
import java.util.List;
import java.util.function.BiFunction;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.springframework.stereotype.Component;

/** Changes an account of a ledger's chart, whatever about it: finds both and asks the account. */
@Component
public class ChangingAccount {

    private final Aggregates<Ledger> ledgers;
    private final Aggregates<Account> accounts;

    public ChangingAccount(Aggregates<Ledger> ledgers, Aggregates<Account> accounts) {
        this.ledgers = ledgers;
        this.accounts = accounts;
    }

    @CommandHandler
    public Decision handle(ChangeAccountLimits command) {
        return change(command, (ledger, account) -> switch (LookingUpLimits.in(ledger, command.limits())) {
            case Result.Refused<List<Limits>>(Rejection rejection) -> rejection;
            case Result.Agreed<List<Limits>>(List<Limits> limits) -> account.change(command, limits);
        });
    }

    private Decision change(AccountCommand command, BiFunction<Ledger, Account, Decision> change) {
        Aggregate<Ledger> ledger = ledgers.find(command.ledger().stream()).orElse(null);
        if (ledger == null) {
            return new Rejection.LedgerNotFound(command.ledger());
        }
        Aggregate<Account> account =
                accounts.find(command.account().streamIn(command.ledger())).orElse(null);
        if (account == null) {
            return new Rejection.AccountNotFound(command.account());
        }
        return ledger.invoke(book -> account.invoke(root -> change.apply(book, root)));
    }
}
