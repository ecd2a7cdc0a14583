package io.pacioli.domain.batch;

import io.pacioli.domain.account.AccountOpened;
import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.decision.Violation;
import io.pacioli.domain.message.Event;
import io.pacioli.domain.transaction.HoldPosted;
import io.pacioli.domain.transaction.HoldVoided;
import io.pacioli.domain.transaction.TransactionEvent;
import io.pacioli.domain.transaction.TransactionHeld;
import io.pacioli.domain.transaction.TransactionMetadataChanged;
import io.pacioli.domain.transaction.TransactionPosted;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of one item of a batch. */
public sealed interface ItemOutcome {

    ItemKind kind();

    /**
     * The item took effect: its event stands in the journal before the batch's, behind those of the items before it.
     *
     * @param subject the id of the transaction or the path of the account that the event is about
     */
    record Accepted(ItemKind kind, String subject) implements ItemOutcome {}

    /** A rule rejected the item. */
    record Rejected(ItemKind kind, ProblemCode code, String detail, List<Violation> violations) implements ItemOutcome {
        public Rejected {
            violations = List.copyOf(violations);
        }
    }

    /**
     * The item was not decided.
     *
     * @param waitedFor the places of those that it depends on and that were not accepted; none where it was passed over because
     *     the batch had ended with one that was rejected
     */
    record Skipped(ItemKind kind, List<Integer> waitedFor) implements ItemOutcome {
        public Skipped {
            waitedFor = List.copyOf(waitedFor);
        }
    }

    /** What an item has done that has led to this event; null where no item of its own leads to such a one. */
    static @Nullable Accepted of(Event event) {
        return switch (event) {
            case TransactionPosted posted ->
                of(posted.reversal() == null ? ItemKind.TRANSACTION : ItemKind.REVERSE, posted);
            case TransactionHeld held -> of(ItemKind.HOLD, held);
            case HoldPosted posted -> of(ItemKind.POST, posted);
            case HoldVoided voided -> of(ItemKind.VOID, voided);
            case TransactionMetadataChanged changed -> of(ItemKind.METADATA, changed);
            case AccountOpened opened ->
                new Accepted(ItemKind.ACCOUNT, opened.account().value());
            default -> null;
        };
    }

    private static Accepted of(ItemKind kind, TransactionEvent event) {
        return new Accepted(kind, event.transaction().toString());
    }
}
