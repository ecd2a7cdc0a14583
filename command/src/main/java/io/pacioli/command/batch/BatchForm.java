package io.pacioli.command.batch;

import io.pacioli.command.account.AccountForm;
import io.pacioli.command.form.Form;
import io.pacioli.command.form.Notation;
import io.pacioli.command.form.Notations;
import io.pacioli.command.transaction.HoldForm;
import io.pacioli.command.transaction.ReversalForm;
import io.pacioli.command.transaction.TransactionForm;
import io.pacioli.command.transaction.TransactionMetadataForm;
import io.pacioli.domain.account.OpenAccount;
import io.pacioli.domain.batch.BatchItem;
import io.pacioli.domain.batch.RecordBatch;
import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Words;
import io.pacioli.domain.transaction.ChangeTransactionMetadata;
import io.pacioli.domain.transaction.HoldCommand;
import io.pacioli.domain.transaction.TransactionCommand;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A batch as a request gives it. Each item is an object whose {@code type} tells what it asks for; the rest of it is read by the form
 * of a request that asks for that alone.
 */
final class BatchForm {

    private static final String DEPENDS_ON = "dependsOn";
    private static final Notation<ItemType> TYPE = Notations.wordOf(new Words<>(ItemType.class));
    private static final Form.Bounds ITEMS =
            new Form.Bounds(1, ProblemCode.BATCH_EMPTY, RecordBatch.ITEMS_MAX, ProblemCode.BATCH_TOO_LONG);
    private static final Form.Bounds DEPENDENCIES = new Form.Bounds(
            0, ProblemCode.DEPENDENCIES_TOO_MANY, BatchItem.DEPENDENCIES_MAX, ProblemCode.DEPENDENCIES_TOO_MANY);

    /** What an item may ask for. */
    private enum ItemType {
        TRANSACTION,
        POST,
        VOID,
        REVERSE,
        METADATA,
        ACCOUNT
    }

    private BatchForm() {}

    static @Nullable RecordBatch read(Form form, LedgerId ledger) {
        Boolean atomic = form.requiredTruth("atomic");
        Boolean continueOnFailure = form.optionalTruth("continueOnFailure", true);
        List<BatchItem> items = form.placedObjects("items", ITEMS, (item, place) -> item(item, place, ledger));
        form.end();
        return atomic == null || continueOnFailure == null || !form.isSound()
                ? null
                : new RecordBatch(ledger, atomic, continueOnFailure, items);
    }

    /** An item of a type that nobody knows is refused for that alone: its other fields cannot be judged. */
    private static @Nullable BatchItem item(Form form, int place, LedgerId ledger) {
        ItemType type = form.required("type", TYPE);
        if (type == null) {
            return null;
        }
        List<Integer> dependsOn = dependsOn(form, place);
        return switch (type) {
            case TRANSACTION -> item(TransactionForm.read(form, ledger), dependsOn);
            case POST -> item(HoldForm.readPostItem(form, ledger), dependsOn);
            case VOID -> item(HoldForm.readVoidItem(form, ledger), dependsOn);
            case REVERSE -> item(ReversalForm.readItem(form, ledger), dependsOn);
            case METADATA -> item(TransactionMetadataForm.readItem(form, ledger), dependsOn);
            case ACCOUNT -> item(AccountForm.readItem(form, ledger), dependsOn);
        };
    }

    private static @Nullable BatchItem item(@Nullable TransactionCommand command, List<Integer> dependsOn) {
        return command == null ? null : new BatchItem.OfTransaction(command, dependsOn);
    }

    private static @Nullable BatchItem item(@Nullable HoldCommand command, List<Integer> dependsOn) {
        return command == null ? null : new BatchItem.OfHold(command, dependsOn);
    }

    private static @Nullable BatchItem item(@Nullable ChangeTransactionMetadata command, List<Integer> dependsOn) {
        return command == null ? null : new BatchItem.OfMetadata(command, dependsOn);
    }

    private static @Nullable BatchItem item(@Nullable OpenAccount command, List<Integer> dependsOn) {
        return command == null ? null : new BatchItem.OfAccount(command, dependsOn);
    }

    private static List<Integer> dependsOn(Form form, int place) {
        List<Integer> places = form.optionalIntegers(
                DEPENDS_ON,
                DEPENDENCIES,
                number -> number >= 0 && number < place,
                ProblemCode.DEPENDENCY_NOT_EARLIER,
                "has to be the place of an earlier item");
        Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < places.size() && form.isSound(); i++) {
            if (!seen.add(places.get(i))) {
                form.refuse(DEPENDS_ON, i, ProblemCode.DEPENDENCY_REPEATED, "is named before");
            }
        }
        return places;
    }
}
