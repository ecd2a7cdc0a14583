package io.pacioli.command.transaction;

import io.pacioli.domain.account.Account;
import io.pacioli.domain.decision.Decision;
import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.decision.Result;
import io.pacioli.domain.ledger.Ledger;
import io.pacioli.domain.message.Aggregates;
import io.pacioli.domain.message.DecidedAt;
import io.pacioli.domain.transaction.Balances;
import io.pacioli.domain.transaction.ExpireHold;
import io.pacioli.domain.transaction.HoldCommand;
import io.pacioli.domain.transaction.HoldEnded;
import io.pacioli.domain.transaction.HoldExpired;
import io.pacioli.domain.transaction.HoldVoided;
import io.pacioli.domain.transaction.Postings;
import io.pacioli.domain.transaction.Transaction;
import io.pacioli.domain.transaction.VoidHold;
import java.util.Map;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.springframework.stereotype.Component;

/** Releases what a transaction kept in reserve, because a client gives it up or because its time has come; nothing is posted. */
@Component
public class ReleasingHold {

    private final Aggregates<Ledger> ledgers;
    private final Aggregates<Transaction> transactions;
    private final EndingHold ending;

    public ReleasingHold(
            Aggregates<Ledger> ledgers, Aggregates<Account> accounts, Aggregates<Transaction> transactions) {
        this.ledgers = ledgers;
        this.transactions = transactions;
        this.ending = new EndingHold(accounts);
    }

    @CommandHandler
    public Decision handle(VoidHold command, DecidedAt decidedAt) {
        return release(
                command,
                hold -> hold.held(decidedAt.instant()),
                balances -> new HoldVoided(command.ledger(), command.transaction(), balances));
    }

    @CommandHandler
    public Decision handle(ExpireHold command, DecidedAt decidedAt) {
        return release(
                command,
                hold -> hold.overdue(decidedAt.instant()),
                balances -> new HoldExpired(command.ledger(), command.transaction(), balances));
    }

    private Decision release(
            HoldCommand command, Function<Transaction, Result<Postings>> held, Function<Balances, HoldEnded> event) {
        if (ledgers.find(command.ledger().stream()).isEmpty()) {
            return new Rejection.LedgerNotFound(command.ledger());
        }
        Aggregate<Transaction> hold = transactions
                .find(command.transaction().streamIn(command.ledger()))
                .orElse(null);
        if (hold == null) {
            return new Rejection.TransactionNotFound(command.transaction());
        }
        return switch (hold.invoke(held)) {
            case Result.Refused<Postings>(Rejection rejection) -> rejection;
            case Result.Agreed<Postings> _ -> ending.end(hold, command, Map.of(), event);
        };
    }
}
