package io.pacioli.command.period;

import io.pacioli.command.transaction.ClosingTransactions;
import io.pacioli.domain.account.Account;
import io.pacioli.domain.account.AccountType;
import io.pacioli.domain.decision.Decision;
import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.decision.Result;
import io.pacioli.domain.ledger.ClosePeriodAtOnce;
import io.pacioli.domain.ledger.Ledger;
import io.pacioli.domain.message.Aggregates;
import io.pacioli.domain.message.DecidedAt;
import io.pacioli.domain.transaction.PostClosingEntries;
import io.pacioli.domain.transaction.Postings;
import io.pacioli.domain.transaction.Transaction;
import io.pacioli.domain.transaction.TransactionId;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Posts the closing entries of a period that has been closed for them, and notes them with the ledger. */
@Component
public class RecordingClosingEntries {

    private final Aggregates<Ledger> ledgers;
    private final Aggregates<Account> accounts;
    private final ClosingTransactions closings;

    public RecordingClosingEntries(
            Aggregates<Ledger> ledgers, Aggregates<Account> accounts, Aggregates<Transaction> transactions) {
        this.ledgers = ledgers;
        this.accounts = accounts;
        this.closings = new ClosingTransactions(accounts, transactions);
    }

    @CommandHandler
    public Decision handle(PostClosingEntries command, DecidedAt decidedAt) {
        Aggregate<Ledger> ledger = ledgers.find(command.ledger().stream()).orElse(null);
        if (ledger == null) {
            return new Rejection.LedgerNotFound(command.ledger());
        }
        return ledger.invoke(root -> root.awaitsEntriesOf(command))
                ? record(command, ledger, decidedAt)
                : new Rejection.ClosingEntriesOvertaken(command.through());
    }

    /** Both at once. A rejection of the entries comes after the closing has been applied; the bus undoes that. */
    @CommandHandler
    public Decision handle(ClosePeriodAtOnce command, DecidedAt decidedAt) {
        Aggregate<Ledger> ledger = ledgers.find(command.ledger().stream()).orElse(null);
        if (ledger == null) {
            return new Rejection.LedgerNotFound(command.ledger());
        }
        Decision closed = ledger.invoke(root -> root.close(command.closing(), decidedAt.instant()));
        return closed instanceof Rejection ? closed : record(command.entries(), ledger, decidedAt);
    }

    private Decision record(PostClosingEntries command, Aggregate<Ledger> ledger, DecidedAt decidedAt) {
        Rejection unfit = unfit(command, ledger);
        if (unfit != null) {
            return unfit;
        }
        if (command.balances().isEmpty()) {
            return note(command, ledger, null);
        }
        return switch (command.postings()) {
            case Result.Refused<Postings>(Rejection rejection) -> rejection;
            case Result.Agreed<Postings>(Postings postings) -> {
                Decision posted = ledger.invoke(root -> closings.post(command, root, postings, decidedAt.instant()));
                yield posted instanceof Rejection ? posted : note(command, ledger, command.transaction());
            }
        };
    }

    private static Decision note(
            PostClosingEntries command, Aggregate<Ledger> ledger, @Nullable TransactionId transaction) {
        ledger.execute(root -> root.recordClosingEntries(command, transaction));
        return Decision.ACCEPTED;
    }

    /** Why the result cannot be carried to the account, or null; asked also where there is none to carry. */
    private @Nullable Rejection unfit(PostClosingEntries command, Aggregate<Ledger> ledger) {
        Optional<Aggregate<Account>> account = accounts.find(command.account().streamIn(command.ledger()));
        if (account.isEmpty() && !ledger.invoke(Ledger::opensAccountsOnFirstUse)) {
            return new Rejection.ClosingAccountNotOpen(command.account());
        }
        AccountType type = account.isPresent()
                ? account.get().invoke(Account::type)
                : AccountType.named(command.account().firstSegment()).orElse(null);
        return type == AccountType.EQUITY ? null : new Rejection.ClosingAccountNotEquity(command.account());
    }
}
