package io.pacioli.domain.batch;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Event;
import java.util.List;

/** A batch of commands was decided, with at least one accepted; its outcomes stand in the order of its items. */
public record BatchRecorded(LedgerId ledger, boolean atomic, List<ItemOutcome> outcomes) implements Event {

    public BatchRecorded {
        outcomes = List.copyOf(outcomes);
        if (outcomes.stream().noneMatch(ItemOutcome.Accepted.class::isInstance)) {
            throw new IllegalArgumentException("a batch of which nothing was accepted is not recorded");
        }
    }
}
