package io.pacioli.command.transaction;

import io.pacioli.domain.account.Account;
import io.pacioli.domain.decision.Decision;
import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.decision.Result;
import io.pacioli.domain.ledger.Ledger;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.ledger.PostedClosing;
import io.pacioli.domain.message.Aggregates;
import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.transaction.EffectiveAt;
import io.pacioli.domain.transaction.Identity;
import io.pacioli.domain.transaction.Marks;
import io.pacioli.domain.transaction.PostClosingEntries;
import io.pacioli.domain.transaction.Postings;
import io.pacioli.domain.transaction.Reversal;
import io.pacioli.domain.transaction.ReverseTransaction;
import io.pacioli.domain.transaction.Transaction;
import io.pacioli.domain.transaction.TransactionId;
import java.time.Instant;
import java.util.Optional;
import org.axonframework.modelling.command.Aggregate;

/** Posts the closing entries of periods, and takes them back when a period is reopened; no closed period is against either. */
public final class ClosingTransactions {

    private final Aggregates<Transaction> transactions;
    private final BookingTransaction booking;

    public ClosingTransactions(Aggregates<Account> accounts, Aggregates<Transaction> transactions) {
        this.transactions = transactions;
        this.booking = new BookingTransaction(accounts, transactions);
    }

    /** An id for closing entries that nobody has used. */
    public static Identity fresh() {
        return TransactionForm.identity(null);
    }

    public Decision post(PostClosingEntries command, Ledger ledger, Postings postings, Instant decidedAt) {
        return booking.book(command, ledger, postings, decidedAt);
    }

    /**
     * Takes back what is left of closing entries, for the moment for which they were posted.
     *
     * @return what has taken them back, nothing where a client has done so already; or the rule that is against it
     */
    public Result<Optional<TransactionId>> reverse(
            PostedClosing closing, LedgerId ledgerId, Ledger ledger, Instant decidedAt) {
        Aggregate<Transaction> entries =
                transactions.find(closing.transaction().streamIn(ledgerId)).orElseThrow();
        return switch (entries.invoke(Transaction::mirrorImage)) {
            case Result.Refused<Transaction.MirrorImage>(Rejection.TransactionReversed _) ->
                Result.of(Optional.empty());
            case Result.Refused<Transaction.MirrorImage>(Rejection rejection) -> Result.refused(rejection);
            case Result.Agreed<Transaction.MirrorImage>(Transaction.MirrorImage image) -> {
                ReverseTransaction command = reversal(closing, ledgerId);
                Decision decision = booking.book(
                        command,
                        ledger,
                        image.postings(),
                        new Reversal(closing.transaction(), image.complete()),
                        entries,
                        Marks.closing(closing.through()),
                        decidedAt);
                yield decision instanceof Rejection rejection
                        ? Result.refused(rejection)
                        : Result.of(Optional.of(command.transaction()));
            }
        };
    }

    private static ReverseTransaction reversal(PostedClosing closing, LedgerId ledger) {
        return new ReverseTransaction(
                ledger,
                closing.transaction(),
                fresh(),
                null,
                null,
                new EffectiveAt.EndOf(closing.through()),
                null,
                Metadata.NONE);
    }
}
