package io.pacioli.command.period;

import io.pacioli.command.transaction.ClosingTransactions;
import io.pacioli.domain.account.Account;
import io.pacioli.domain.decision.Decision;
import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.decision.Result;
import io.pacioli.domain.ledger.Ledger;
import io.pacioli.domain.ledger.PostedClosing;
import io.pacioli.domain.ledger.ReopenPeriod;
import io.pacioli.domain.message.Aggregates;
import io.pacioli.domain.message.DecidedAt;
import io.pacioli.domain.transaction.Transaction;
import io.pacioli.domain.transaction.TransactionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.springframework.stereotype.Component;

/** Opens closed books of a ledger again, and takes back the closing entries of the days that are open from then on. */
@Component
public class ReopeningPeriod {

    private final Aggregates<Ledger> ledgers;
    private final ClosingTransactions closings;

    public ReopeningPeriod(
            Aggregates<Ledger> ledgers, Aggregates<Account> accounts, Aggregates<Transaction> transactions) {
        this.ledgers = ledgers;
        this.closings = new ClosingTransactions(accounts, transactions);
    }

    @CommandHandler
    public Decision handle(ReopenPeriod command, DecidedAt decidedAt) {
        Aggregate<Ledger> ledger = ledgers.find(command.ledger().stream()).orElse(null);
        if (ledger == null) {
            return new Rejection.LedgerNotFound(command.ledger());
        }
        return switch (ledger.invoke(root -> root.closingsTakenBackBy(command))) {
            case Result.Refused<List<PostedClosing>>(Rejection rejection) -> rejection;
            case Result.Agreed<List<PostedClosing>>(List<PostedClosing> taken) ->
                reopen(command, ledger, taken, decidedAt);
        };
    }

    /** A rejection may come after entries have been taken back already; the bus undoes that. */
    private Decision reopen(
            ReopenPeriod command, Aggregate<Ledger> ledger, List<PostedClosing> taken, DecidedAt decidedAt) {
        List<TransactionId> reversals = new ArrayList<>(taken.size());
        for (PostedClosing closing : taken) {
            switch (ledger.invoke(root -> closings.reverse(closing, command.ledger(), root, decidedAt.instant()))) {
                case Result.Refused<Optional<TransactionId>>(Rejection rejection) -> {
                    return rejection;
                }
                case Result.Agreed<Optional<TransactionId>>(Optional<TransactionId> reversal) ->
                    reversal.ifPresent(reversals::add);
            }
        }
        ledger.execute(root -> root.reopen(command, reversals));
        return Decision.ACCEPTED;
    }
}
