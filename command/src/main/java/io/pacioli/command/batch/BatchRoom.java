package io.pacioli.command.batch;

import io.pacioli.domain.batch.BatchItem;
import io.pacioli.domain.batch.RecordBatch;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Aggregates;
import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.transaction.ChangeTransactionMetadata;
import io.pacioli.domain.transaction.HoldCommand;
import io.pacioli.domain.transaction.HoldTransaction;
import io.pacioli.domain.transaction.PostClosingEntries;
import io.pacioli.domain.transaction.PostTransaction;
import io.pacioli.domain.transaction.ReverseTransaction;
import io.pacioli.domain.transaction.Transaction;
import io.pacioli.domain.transaction.TransactionCommand;
import io.pacioli.domain.transaction.TransactionId;

/**
 * How much may yet come of one batch, in lines of transactions.
 *
 * <p>A request is bounded by its bytes, and what comes of most items with it. Not so of those that name a transaction: a thousand
 * of a thousand lines each would fill the memory with a request of a few kilobytes.
 */
final class BatchRoom {

    /** Changed metadata are shown as a whole; so many characters of them take as much room as a line. */
    private static final int CHARACTERS_OF_LINE = 64;

    private final Aggregates<Transaction> transactions;
    private int left = RecordBatch.LINES_MAX;

    BatchRoom(Aggregates<Transaction> transactions) {
        this.transactions = transactions;
    }

    /** The lines of what will come of the item if it is accepted; none where it names a transaction that is not there. */
    int linesOf(BatchItem item) {
        return switch (item) {
            case BatchItem.OfTransaction transaction -> linesOf(transaction.command());
            case BatchItem.OfHold hold -> linesOf(hold.command());
            case BatchItem.OfMetadata metadata -> linesOf(metadata.command());
            case BatchItem.OfAccount account ->
                1
                        + account.command().limits().size()
                        + account.command().currencies().size();
        };
    }

    private int linesOf(TransactionCommand command) {
        return switch (command) {
            case PostTransaction post -> post.postings().size();
            case HoldTransaction hold -> hold.proposed().postings().size();
            case ReverseTransaction reverse ->
                reverse.part() == null
                        ? sizeOf(reverse.reversed(), reverse.ledger())
                        : reverse.part().size();
            case PostClosingEntries _ -> throw new IllegalStateException("periods are closed one by one");
        };
    }

    /** Every account of the hold is told of, however much of it is posted. */
    private int linesOf(HoldCommand command) {
        return sizeOf(command.transaction(), command.ledger());
    }

    private int linesOf(ChangeTransactionMetadata command) {
        int before = transactions
                .find(command.transaction().streamIn(command.ledger()))
                .map(transaction -> transaction.invoke(root -> length(root.metadata())))
                .orElse(0);
        return 1 + (before + length(command.change().merge())) / CHARACTERS_OF_LINE;
    }

    private int sizeOf(TransactionId id, LedgerId ledger) {
        return transactions
                .find(id.streamIn(ledger))
                .map(transaction -> transaction.invoke(Transaction::size))
                .orElse(0);
    }

    private static int length(Metadata metadata) {
        return metadata.pairs().entrySet().stream()
                .mapToInt(pair -> pair.getKey().length() + pair.getValue().length())
                .sum();
    }

    boolean has(int lines) {
        return lines <= left;
    }

    void take(int lines) {
        left -= lines;
    }
}
