package io.pacioli.command.batch;

import io.pacioli.command.account.OpeningAccount;
import io.pacioli.command.transaction.ChangingTransactionMetadata;
import io.pacioli.command.transaction.HoldingTransaction;
import io.pacioli.command.transaction.PostingHold;
import io.pacioli.command.transaction.PostingTransaction;
import io.pacioli.command.transaction.ReleasingHold;
import io.pacioli.command.transaction.ReversingTransaction;
import io.pacioli.domain.account.Account;
import io.pacioli.domain.batch.BatchItem;
import io.pacioli.domain.decision.Decision;
import io.pacioli.domain.ledger.Ledger;
import io.pacioli.domain.message.Aggregates;
import io.pacioli.domain.message.DecidedAt;
import io.pacioli.domain.message.KnownKeys;
import io.pacioli.domain.transaction.ExpireHold;
import io.pacioli.domain.transaction.HoldCommand;
import io.pacioli.domain.transaction.HoldTransaction;
import io.pacioli.domain.transaction.PostClosingEntries;
import io.pacioli.domain.transaction.PostHold;
import io.pacioli.domain.transaction.PostTransaction;
import io.pacioli.domain.transaction.ReverseTransaction;
import io.pacioli.domain.transaction.Transaction;
import io.pacioli.domain.transaction.TransactionCommand;
import io.pacioli.domain.transaction.VoidHold;

/** Hands each item of a batch to whoever decides such a command when it comes alone, so that it is decided by the same rules. */
final class DecidingItems {

    private final PostingTransaction postingTransaction;
    private final HoldingTransaction holdingTransaction;
    private final ReversingTransaction reversingTransaction;
    private final PostingHold postingHold;
    private final ReleasingHold releasingHold;
    private final ChangingTransactionMetadata changingTransactionMetadata;
    private final OpeningAccount openingAccount;

    DecidingItems(Aggregates<Ledger> ledgers, Aggregates<Account> accounts, Aggregates<Transaction> transactions) {
        this.postingTransaction = new PostingTransaction(ledgers, accounts, transactions);
        this.holdingTransaction = new HoldingTransaction(ledgers, accounts, transactions);
        this.reversingTransaction = new ReversingTransaction(ledgers, accounts, transactions);
        this.postingHold = new PostingHold(ledgers, accounts, transactions);
        this.releasingHold = new ReleasingHold(ledgers, accounts, transactions);
        this.changingTransactionMetadata = new ChangingTransactionMetadata(ledgers, transactions);
        this.openingAccount = new OpeningAccount(ledgers, accounts);
    }

    Decision decide(BatchItem item, DecidedAt decidedAt, KnownKeys keys) {
        return switch (item) {
            case BatchItem.OfTransaction transaction -> decide(transaction.command(), decidedAt, keys);
            case BatchItem.OfHold hold -> decide(hold.command(), decidedAt);
            case BatchItem.OfMetadata metadata -> changingTransactionMetadata.handle(metadata.command());
            case BatchItem.OfAccount account -> openingAccount.handle(account.command());
        };
    }

    private Decision decide(TransactionCommand command, DecidedAt decidedAt, KnownKeys keys) {
        return switch (command) {
            case PostTransaction post -> postingTransaction.handle(post, decidedAt, keys);
            case HoldTransaction hold -> holdingTransaction.handle(hold, decidedAt, keys);
            case ReverseTransaction reverse -> reversingTransaction.handle(reverse, decidedAt, keys);
            case PostClosingEntries _ -> throw new IllegalStateException("periods are closed one by one");
        };
    }

    private Decision decide(HoldCommand command, DecidedAt decidedAt) {
        return switch (command) {
            case PostHold post -> postingHold.handle(post, decidedAt);
            case VoidHold giveUp -> releasingHold.handle(giveUp, decidedAt);
            case ExpireHold expire -> releasingHold.handle(expire, decidedAt);
        };
    }
}
