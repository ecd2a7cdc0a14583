package io.pacioli.command.transaction;

import io.pacioli.domain.account.Account;
import io.pacioli.domain.decision.Decision;
import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.decision.Result;
import io.pacioli.domain.ledger.Ledger;
import io.pacioli.domain.message.Aggregates;
import io.pacioli.domain.message.DecidedAt;
import io.pacioli.domain.message.KnownKeys;
import io.pacioli.domain.transaction.HoldTransaction;
import io.pacioli.domain.transaction.Postings;
import io.pacioli.domain.transaction.Transaction;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.springframework.stereotype.Component;

/** Puts a transaction in reserve: it is asked the same rules as one that is posted, and its accounts keep what it would take. */
@Component
public class HoldingTransaction {

    private final Aggregates<Ledger> ledgers;
    private final BookingTransaction booking;

    public HoldingTransaction(
            Aggregates<Ledger> ledgers, Aggregates<Account> accounts, Aggregates<Transaction> transactions) {
        this.ledgers = ledgers;
        this.booking = new BookingTransaction(accounts, transactions);
    }

    @CommandHandler
    public Decision handle(HoldTransaction command, DecidedAt decidedAt, KnownKeys keys) {
        Aggregate<Ledger> found = ledgers.find(command.ledger().stream()).orElse(null);
        if (found == null) {
            return new Rejection.LedgerNotFound(command.ledger());
        }
        Rejection nameTaken = booking.nameTaken(command, keys);
        if (nameTaken != null) {
            return nameTaken;
        }
        return found.invoke(ledger -> hold(command, ledger, decidedAt));
    }

    private Decision hold(HoldTransaction command, Ledger ledger, DecidedAt decidedAt) {
        return switch (RequestedPostings.of(command.proposed()).in(ledger)) {
            case Result.Refused<Postings>(Rejection rejection) -> rejection;
            case Result.Agreed<Postings>(Postings postings) ->
                booking.hold(command, ledger, postings, decidedAt.instant());
        };
    }
}
