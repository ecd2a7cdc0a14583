package io.pacioli.infra.cli.verifying;

import io.pacioli.domain.batch.BatchRecorded;
import io.pacioli.domain.batch.ItemKind;
import io.pacioli.domain.batch.ItemOutcome;
import io.pacioli.domain.batch.RecordBatch;
import io.pacioli.domain.ledger.LedgerId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a batch says that its items have done is what stands right before it in the journal, in its order, with nothing between but
 * accounts that postings have opened.
 */
final class BatchesNameTheirEvents implements Invariant {

    private final Findings findings;
    private final Map<LedgerId, Latest> latest = new HashMap<>();

    BatchesNameTheirEvents(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void see(SeenEvent event) {
        if (event.event() == null) {
            return;
        }
        Latest before = latest.computeIfAbsent(event.event().ledger(), _ -> new Latest());
        ItemOutcome.Accepted done = ItemOutcome.of(event.event());
        if (done != null) {
            before.add(done);
        } else {
            if (event.event() instanceof BatchRecorded batch) {
                check(event, batch.outcomes(), before);
            }
            // No batch reaches over such an event.
            latest.remove(event.event().ledger());
        }
    }

    private void check(SeenEvent event, List<ItemOutcome> outcomes, Latest before) {
        boolean last = true;
        for (ItemOutcome outcome : outcomes.reversed()) {
            if (outcome instanceof ItemOutcome.Accepted said) {
                ItemOutcome.Accepted found = before.takeLast();
                while (!last && isOpening(found) && !said.equals(found)) {
                    found = before.takeLast();
                }
                last = false;
                if (!said.equals(found)) {
                    findings.add(this, event.where(), "before it " + said, found);
                    return;
                }
            }
        }
    }

    private static boolean isOpening(ItemOutcome.@Nullable Accepted done) {
        return done != null && done.kind() == ItemKind.ACCOUNT;
    }

    /** What was done last in a ledger, as far as a batch can reach back: an event for each item, and an account for each line. */
    private static final class Latest {

        private static final int EVENTS_MAX = RecordBatch.ITEMS_MAX + RecordBatch.LINES_MAX;

        private final Deque<ItemOutcome.Accepted> events = new ArrayDeque<>();
        private int notOpening;

        void add(ItemOutcome.Accepted done) {
            events.addLast(done);
            notOpening += isOpening(done) ? 0 : 1;
            while (notOpening > RecordBatch.ITEMS_MAX || events.size() > EVENTS_MAX) {
                notOpening -= isOpening(events.removeFirst()) ? 0 : 1;
            }
        }

        ItemOutcome.@Nullable Accepted takeLast() {
            return events.pollLast();
        }
    }
}
