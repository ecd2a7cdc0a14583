package io.pacioli.query.transaction;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.transaction.TransactionId;
import io.pacioli.projections.account.AccountKey;
import io.pacioli.projections.account.Accounts;
import io.pacioli.projections.ledger.Ledgers;
import io.pacioli.projections.snapshot.ReadSnapshot;
import io.pacioli.projections.transaction.TransactionFilter;
import io.pacioli.projections.transaction.TransactionPlace;
import io.pacioli.projections.transaction.Transactions;
import io.pacioli.query.answer.Missing;
import io.pacioli.query.answer.Reads;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds where in the journal transactions are. */
@Component
class TransactionReader {

    /** Places of transactions, and the position that this is right for. */
    record Places(List<TransactionPlace> places, long position) {}

    private final Reads reads;
    private final Ledgers ledgers;
    private final Accounts accounts;
    private final Transactions transactions;

    TransactionReader(Reads reads, Ledgers ledgers, Accounts accounts, Transactions transactions) {
        this.reads = reads;
        this.ledgers = ledgers;
        this.accounts = accounts;
        this.transactions = transactions;
    }

    Places find(LedgerId ledger, TransactionId transaction) {
        return reads.read(snapshot -> {
            TransactionPlace place = transactions
                    .find(snapshot, id(snapshot, ledger), transaction)
                    .orElseThrow(() -> Missing.transaction(transaction));
            return new Places(List.of(place), snapshot.position());
        });
    }

    Places search(LedgerId ledger, TransactionSearch search, TransactionPlace beyond, int limit) {
        return reads.read(snapshot -> {
            long ledgerId = id(snapshot, ledger);
            Long accountId = account(snapshot, ledgerId, ledger, search.account());
            TransactionFilter filter = new TransactionFilter(accountId, search.effectiveFrom(), search.effectiveTo());
            List<TransactionPlace> places = search.reference() == null
                    ? transactions.page(snapshot, ledgerId, filter, search.order(), beyond, limit)
                    : transactions.find(snapshot, ledgerId, search.reference(), filter).stream()
                            .toList();
            return new Places(places, snapshot.position());
        });
    }

    private long id(ReadSnapshot snapshot, LedgerId ledger) {
        return ledgers.id(snapshot, ledger).orElseThrow(() -> Missing.ledger(ledger));
    }

    private @Nullable Long account(
            ReadSnapshot snapshot, long ledgerId, LedgerId ledger, @Nullable AccountPath account) {
        return account == null
                ? null
                : accounts.id(snapshot, ledgerId, new AccountKey(ledger, account))
                        .orElseThrow(() -> Missing.account(account));
    }
}
