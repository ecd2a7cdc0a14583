package io.pacioli.command.account;

import io.pacioli.domain.account.Account;
import io.pacioli.domain.account.AccountCommand;
import io.pacioli.domain.account.ChangeAccountLimits;
import io.pacioli.domain.account.ChangeAccountMetadata;
import io.pacioli.domain.account.CloseAccount;
import io.pacioli.domain.account.FreezeAccount;
import io.pacioli.domain.account.RenameAccount;
import io.pacioli.domain.account.ReopenAccount;
import io.pacioli.domain.account.UnfreezeAccount;
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
        return change(
                command, (ledger, account) -> switch (LookingUpCurrencies.in(ledger, List.of(), command.limits())) {
                    case Result.Refused<LookingUpCurrencies.Found>(Rejection rejection) -> rejection;
                    case Result.Agreed<LookingUpCurrencies.Found>(LookingUpCurrencies.Found found) ->
                        account.change(command, found.limits());
                });
    }

    @CommandHandler
    public Decision handle(FreezeAccount command) {
        return change(command, (_, account) -> account.freeze(command));
    }

    @CommandHandler
    public Decision handle(UnfreezeAccount command) {
        return change(command, (_, account) -> account.unfreeze(command));
    }

    @CommandHandler
    public Decision handle(CloseAccount command) {
        return change(command, (_, account) -> account.close(command));
    }

    @CommandHandler
    public Decision handle(ReopenAccount command) {
        return change(command, (_, account) -> account.reopen(command));
    }

    @CommandHandler
    public Decision handle(RenameAccount command) {
        return change(command, (_, account) -> account.rename(command));
    }

    @CommandHandler
    public Decision handle(ChangeAccountMetadata command) {
        return change(command, (_, account) -> account.change(command));
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
        Rejection mismatch =
                Rejection.VersionMismatch.unless(command.expectedVersion(), account.invoke(Account::version));
        return mismatch == null ? ledger.invoke(book -> account.invoke(root -> change.apply(book, root))) : mismatch;
    }
}
