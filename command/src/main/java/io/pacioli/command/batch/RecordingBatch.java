package io.pacioli.command.batch;

import io.pacioli.domain.account.Account;
import io.pacioli.domain.batch.BatchItem;
import io.pacioli.domain.batch.BatchRecorded;
import io.pacioli.domain.batch.ItemOutcome;
import io.pacioli.domain.batch.RecordBatch;
import io.pacioli.domain.decision.Decision;
import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.ledger.Ledger;
import io.pacioli.domain.message.Aggregates;
import io.pacioli.domain.message.DecidedAt;
import io.pacioli.domain.message.KnownKeys;
import io.pacioli.domain.transaction.Transaction;
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

    private final Aggregates<Transaction> transactions;
    private final DecidingItems decidingItems;
    private final EventBus eventBus;

    public RecordingBatch(
            Aggregates<Ledger> ledgers,
            Aggregates<Account> accounts,
            Aggregates<Transaction> transactions,
            EventBus eventBus) {
        this.transactions = transactions;
        this.decidingItems = new DecidingItems(ledgers, accounts, transactions);
        this.eventBus = eventBus;
    }

    @CommandHandler
    public Decision handle(RecordBatch command, DecidedAt decidedAt, KnownKeys keys) {
        List<ItemOutcome> outcomes = new ArrayList<>(command.items().size());
        SortedMap<Integer, Rejection> rejections = new TreeMap<>();
        BatchRoom room = new BatchRoom(transactions);
        for (BatchItem item : command.items()) {
            List<Integer> waitedFor = notAccepted(item.dependsOn(), outcomes);
            if (!waitedFor.isEmpty() || (!rejections.isEmpty() && !command.continueOnFailure())) {
                outcomes.add(new ItemOutcome.Skipped(item.kind(), waitedFor));
                continue;
            }
            switch (decide(item, room, decidedAt, keys)) {
                case Decision.Accepted() -> outcomes.add(new ItemOutcome.Accepted(item.kind(), item.subject()));
                case Rejection rejection -> {
                    rejections.put(outcomes.size(), rejection);
                    if (command.atomic()) {
                        return new Rejection.BatchRejected(true, rejections);
                    }
                    outcomes.add(new ItemOutcome.Rejected(
                            item.kind(), rejection.code(), rejection.detail(), rejection.violations()));
                }
            }
        }
        if (outcomes.stream().noneMatch(ItemOutcome.Accepted.class::isInstance)) {
            return new Rejection.BatchRejected(false, rejections);
        }
        eventBus.publish(new GenericEventMessage<>(new BatchRecorded(command.ledger(), command.atomic(), outcomes)));
        return Decision.ACCEPTED;
    }

    private static List<Integer> notAccepted(List<Integer> places, List<ItemOutcome> outcomes) {
        return places.isEmpty()
                ? places
                : places.stream()
                        .filter(place -> !(outcomes.get(place) instanceof ItemOutcome.Accepted))
                        .toList();
    }

    private Decision decide(BatchItem item, BatchRoom room, DecidedAt decidedAt, KnownKeys keys) {
        int lines = room.linesOf(item);
        if (!room.has(lines)) {
            return new Rejection.BatchTooLarge(RecordBatch.LINES_MAX);
        }
        Decision decision = decidingItems.decide(item, decidedAt, keys);
        if (decision instanceof Decision.Accepted) {
            room.take(lines);
        }
        return decision;
    }
}
