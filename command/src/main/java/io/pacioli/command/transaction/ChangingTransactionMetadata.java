package io.pacioli.command.transaction;

import io.pacioli.domain.decision.Decision;
import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.ledger.Ledger;
import io.pacioli.domain.message.Aggregates;
import io.pacioli.domain.transaction.ChangeTransactionMetadata;
import io.pacioli.domain.transaction.Transaction;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.springframework.stereotype.Component;

/** Changes the metadata of a transaction. */
@Component
public class ChangingTransactionMetadata {

    private final Aggregates<Ledger> ledgers;
    private final Aggregates<Transaction> transactions;

    public ChangingTransactionMetadata(Aggregates<Ledger> ledgers, Aggregates<Transaction> transactions) {
        this.ledgers = ledgers;
        this.transactions = transactions;
    }

    @CommandHandler
    public Decision handle(ChangeTransactionMetadata command) {
        if (ledgers.find(command.ledger().stream()).isEmpty()) {
            return new Rejection.LedgerNotFound(command.ledger());
        }
        Aggregate<Transaction> transaction = transactions
                .find(command.transaction().streamIn(command.ledger()))
                .orElse(null);
        return transaction == null
                ? new Rejection.TransactionNotFound(command.transaction())
                : transaction.invoke(root -> root.change(command));
    }
}
