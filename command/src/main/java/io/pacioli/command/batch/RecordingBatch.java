package io.pacioli.command.batch;

import io.pacioli.command.transaction.PostingTransaction;
import io.pacioli.domain.batch.BatchRecorded;
import io.pacioli.domain.batch.ItemOutcome;
import io.pacioli.domain.batch.RecordBatch;
import io.pacioli.domain.decision.Decision;
import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.message.DecidedAt;
import io.pacioli.domain.message.KnownKeys;
import io.pacioli.domain.transaction.PostTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.GenericEventMessage;
import org.springframework.stereotype.Component;

/**
 * Decides the items of a batch in their order, each seeing what those before it did, and records what came of every one.
 *
 * <p>A rejection that is returned after events were applied undoes them all: that is how an atomic batch ends at its first bad
 * item.
 */
@Component
public class RecordingBatch {

    private final PostingTransaction postingTransaction;
    private final EventBus eventBus;

    public RecordingBatch(PostingTransaction postingTransaction, EventBus eventBus) {
        this.postingTransaction = postingTransaction;
        this.eventBus = eventBus;
    }

    @CommandHandler
    public Decision handle(RecordBatch command, DecidedAt decidedAt, KnownKeys keys) {
        List<ItemOutcome> outcomes = new ArrayList<>(command.items().size());
        SortedMap<Integer, Rejection> rejections = new TreeMap<>();
        for (int i = 0; i < command.items().size(); i++) {
            if (!rejections.isEmpty() && !command.continueOnFailure()) {
                outcomes.add(new ItemOutcome.Skipped());
                continue;
            }
            PostTransaction item = command.items().get(i);
            switch (postingTransaction.handle(item, decidedAt, keys)) {
                case Decision.Accepted() -> outcomes.add(new ItemOutcome.Posted(item.transaction()));
                case Rejection rejection -> {
                    rejections.put(i, rejection);
                    if (command.atomic()) {
                        return new Rejection.BatchRejected(true, rejections);
                    }
                    outcomes.add(
                            new ItemOutcome.Rejected(rejection.code(), rejection.detail(), rejection.violations()));
                }
            }
        }
        if (outcomes.stream().noneMatch(ItemOutcome.Posted.class::isInstance)) {
            return new Rejection.BatchRejected(false, rejections);
        }
        eventBus.publish(new GenericEventMessage<>(new BatchRecorded(command.ledger(), command.atomic(), outcomes)));
        return Decision.ACCEPTED;
    }
}
