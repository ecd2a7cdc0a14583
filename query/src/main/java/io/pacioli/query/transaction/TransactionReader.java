package io.pacioli.query.transaction;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.transaction.TransactionId;
import io.pacioli.projections.account.AccountKey;
import io.pacioli.projections.entry.Scales;
import io.pacioli.projections.filter.Condition;
import io.pacioli.projections.ledger.LedgerRow;
import io.pacioli.projections.snapshot.Clocks;
import io.pacioli.projections.snapshot.ReadSnapshot;
import io.pacioli.projections.transaction.FilteredTransactions;
import io.pacioli.projections.transaction.TransactionFilter;
import io.pacioli.projections.transaction.TransactionPlace;
import io.pacioli.projections.transaction.Transactions;
import io.pacioli.query.answer.KnownAccounts;
import io.pacioli.query.answer.KnownLedgers;
import io.pacioli.query.answer.Missing;
import io.pacioli.query.answer.Reads;
import io.pacioli.query.answer.RecordedTimes;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds where in the journal transactions are. */
@Component
class TransactionReader {

    /**
     * Places of transactions.
     *
     * @param position that this is right for
     * @param knownAt up to which it tells what became of them
     */
    record Places(List<TransactionPlace> places, long position, long knownAt) {}

    /** @param exact false where there are more */
    record Count(long count, boolean exact, long position) {}

    private final Reads reads;
    private final KnownLedgers ledgers;
    private final KnownAccounts accounts;
    private final Transactions transactions;
    private final FilteredTransactions filtered;
    private final RecordedTimes recordedTimes;

    TransactionReader(
            Reads reads,
            KnownLedgers ledgers,
            KnownAccounts accounts,
            Transactions transactions,
            FilteredTransactions filtered,
            RecordedTimes recordedTimes) {
        this.reads = reads;
        this.ledgers = ledgers;
        this.accounts = accounts;
        this.transactions = transactions;
        this.filtered = filtered;
        this.recordedTimes = recordedTimes;
    }

    /** @param knownAt the last position of which anything is known */
    Places find(LedgerId ledger, TransactionId transaction, long knownAt) {
        return reads.read(snapshot -> {
            TransactionPlace place = transactions
                    .find(snapshot, ledgers.id(snapshot, ledger, knownAt), transaction)
                    .filter(found -> found.position() <= knownAt)
                    .orElseThrow(() -> Missing.transaction(transaction));
            return new Places(List.of(place), snapshot.position(), Math.min(knownAt, snapshot.position()));
        });
    }

    Places search(LedgerId ledger, TransactionSearch search, long knownAt, TransactionPlace beyond, int limit) {
        return search.filter() == null && !(search.byDate() && knownAt < Clocks.EVERYTHING)
                ? plain(ledger, search, knownAt, beyond, limit)
                : filtered(ledger, search, knownAt, beyond, limit);
    }

    private Places filtered(
            LedgerId ledger, TransactionSearch search, long knownAt, TransactionPlace beyond, int limit) {
        Condition condition = recordedTimes.resolved(Objects.requireNonNull(search.condition()));
        return reads.readBounded(snapshot -> {
            LedgerRow row = ledgers.find(snapshot, ledger, knownAt);
            account(snapshot, row.ledgerId(), ledger, search.account(), knownAt);
            List<TransactionPlace> places = filtered.page(
                    snapshot,
                    row.ledgerId(),
                    new Scales(row.currencies()),
                    condition,
                    knownAt,
                    search.order(),
                    beyond,
                    limit);
            return new Places(places, snapshot.position(), Math.min(knownAt, snapshot.position()));
        });
    }

    /** How many there are, or as many as that where there are more. */
    Count count(LedgerId ledger, TransactionSearch search, long knownAt, int max) {
        Condition asked = search.condition();
        Condition condition = asked == null ? null : recordedTimes.resolved(asked);
        return reads.readBounded(snapshot -> {
            LedgerRow row = ledgers.find(snapshot, ledger, knownAt);
            account(snapshot, row.ledgerId(), ledger, search.account(), knownAt);
            long found =
                    filtered.count(snapshot, row.ledgerId(), new Scales(row.currencies()), condition, knownAt, max + 1);
            return new Count(Math.min(found, max), found <= max, snapshot.position());
        });
    }

    private Places plain(LedgerId ledger, TransactionSearch search, long knownAt, TransactionPlace beyond, int limit) {
        return reads.read(snapshot -> {
            long ledgerId = ledgers.id(snapshot, ledger, knownAt);
            Long accountId = account(snapshot, ledgerId, ledger, search.account(), knownAt);
            TransactionFilter filter =
                    new TransactionFilter(accountId, search.effectiveFrom(), search.lastDate(), knownAt);
            List<TransactionPlace> places = search.reference() == null
                    ? transactions.page(snapshot, ledgerId, filter, search.order(), beyond, limit)
                    : transactions.find(snapshot, ledgerId, search.reference(), filter).stream()
                            .toList();
            return new Places(places, snapshot.position(), Math.min(knownAt, snapshot.position()));
        });
    }

    private @Nullable Long account(
            ReadSnapshot snapshot, long ledgerId, LedgerId ledger, @Nullable AccountPath account, long knownAt) {
        return account == null ? null : accounts.id(snapshot, ledgerId, new AccountKey(ledger, account), knownAt);
    }
}
