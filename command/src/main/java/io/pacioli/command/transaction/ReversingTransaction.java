package io.pacioli.command.transaction;

import io.pacioli.domain.account.Account;
import io.pacioli.domain.decision.Decision;
import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.decision.Result;
import io.pacioli.domain.ledger.Ledger;
import io.pacioli.domain.message.Aggregates;
import io.pacioli.domain.message.DecidedAt;
import io.pacioli.domain.message.KnownKeys;
import io.pacioli.domain.transaction.Marks;
import io.pacioli.domain.transaction.Postings;
import io.pacioli.domain.transaction.Reversal;
import io.pacioli.domain.transaction.ReverseTransaction;
import io.pacioli.domain.transaction.Transaction;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.springframework.stereotype.Component;

/** Takes a transaction back, in whole or in part, by posting its mirror image; both know of each other from then on. */
@Component
public class ReversingTransaction {

    private final Aggregates<Ledger> ledgers;
    private final Aggregates<Transaction> transactions;
    private final BookingTransaction booking;

    public ReversingTransaction(
            Aggregates<Ledger> ledgers, Aggregates<Account> accounts, Aggregates<Transaction> transactions) {
        this.ledgers = ledgers;
        this.transactions = transactions;
        this.booking = new BookingTransaction(accounts, transactions);
    }

    @CommandHandler
    public Decision handle(ReverseTransaction command, DecidedAt decidedAt, KnownKeys keys) {
        Aggregate<Ledger> found = ledgers.find(command.ledger().stream()).orElse(null);
        if (found == null) {
            return new Rejection.LedgerNotFound(command.ledger());
        }
        Aggregate<Transaction> original =
                transactions.find(command.reversed().streamIn(command.ledger())).orElse(null);
        if (original == null) {
            return new Rejection.TransactionNotFound(command.reversed());
        }
        Rejection nameTaken = booking.nameTaken(command, keys);
        if (nameTaken != null) {
            return nameTaken;
        }
        return found.invoke(ledger -> reverse(command, ledger, original, decidedAt));
    }

    private Decision reverse(
            ReverseTransaction command, Ledger ledger, Aggregate<Transaction> original, DecidedAt decidedAt) {
        return switch (mirrorImage(command, ledger, original)) {
            case Result.Refused<Transaction.MirrorImage>(Rejection rejection) -> rejection;
            case Result.Agreed<Transaction.MirrorImage>(Transaction.MirrorImage image) ->
                booking.book(
                        command,
                        ledger,
                        image.postings(),
                        new Reversal(command.reversed(), image.complete()),
                        original,
                        Marks.of(command.terms()),
                        decidedAt.instant());
        };
    }

    private static Result<Transaction.MirrorImage> mirrorImage(
            ReverseTransaction command, Ledger ledger, Aggregate<Transaction> original) {
        RequestedPostings part = RequestedPostings.of(command);
        if (command.part() == null) {
            Rejection broken = part.brokenRule(ledger);
            return broken == null ? original.invoke(Transaction::mirrorImage) : Result.refused(broken);
        }
        return switch (part.in(ledger)) {
            case Result.Refused<Postings>(Rejection rejection) -> Result.refused(rejection);
            case Result.Agreed<Postings>(Postings postings) ->
                original.invoke(transaction -> transaction.mirrorImage(postings));
        };
    }
}
