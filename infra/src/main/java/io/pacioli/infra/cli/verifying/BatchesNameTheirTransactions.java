package io.pacioli.infra.cli.verifying;

import io.pacioli.domain.batch.BatchRecorded;
import io.pacioli.domain.batch.ItemOutcome;
import io.pacioli.domain.batch.RecordBatch;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.transaction.TransactionId;
import io.pacioli.domain.transaction.TransactionPosted;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The transactions that a batch says it has posted are those that stand right before it in the journal, in its order. */
final class BatchesNameTheirTransactions implements Invariant {

    private final Findings findings;
    private final Map<LedgerId, Deque<TransactionId>> latest = new HashMap<>();

    BatchesNameTheirTransactions(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void see(SeenEvent event) {
        switch (event.event()) {
            case TransactionPosted posted -> {
                Deque<TransactionId> ids = latest.computeIfAbsent(posted.ledger(), ledger -> new ArrayDeque<>());
                if (ids.size() == RecordBatch.ITEMS_MAX) {
                    ids.removeFirst();
                }
                ids.addLast(posted.transaction());
            }
            case BatchRecorded batch -> check(event, batch);
            case null, default -> {}
        }
    }

    private void check(SeenEvent event, BatchRecorded batch) {
        List<TransactionId> said = batch.outcomes().stream()
                .filter(ItemOutcome.Posted.class::isInstance)
                .map(outcome -> ((ItemOutcome.Posted) outcome).transaction())
                .toList();
        Deque<TransactionId> before = latest.getOrDefault(batch.ledger(), new ArrayDeque<>());
        List<TransactionId> found =
                before.stream().skip(Math.max(0, before.size() - said.size())).toList();
        if (!said.equals(found)) {
            findings.add(this, event.where(), "right before it " + said, found);
        }
    }
}
