package io.pacioli.domain.batch;

import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.decision.Violation;
import io.pacioli.domain.transaction.TransactionId;
import java.util.List;

/** What came of one item of a batch. */
public sealed interface ItemOutcome {

    /** The item's transaction was posted; its event stands in the journal before the batch's. */
    record Posted(TransactionId transaction) implements ItemOutcome {}

    /** A rule rejected the item. */
    record Rejected(ProblemCode code, String detail, List<Violation> violations) implements ItemOutcome {
        public Rejected {
            violations = List.copyOf(violations);
        }
    }

    /** The item was not decided, because one before it was rejected. */
    record Skipped() implements ItemOutcome {}
}
