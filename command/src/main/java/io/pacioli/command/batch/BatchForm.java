package io.pacioli.command.batch;

import io.pacioli.command.form.Form;
import io.pacioli.command.form.Notation;
import io.pacioli.command.form.Notations;
import io.pacioli.command.transaction.TransactionForm;
import io.pacioli.domain.batch.RecordBatch;
import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Words;
import io.pacioli.domain.transaction.PostTransaction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A batch as a request gives it. Each item is an object whose {@code type} tells what it asks for. */
final class BatchForm {

    private static final Notation<ItemType> TYPE = Notations.wordOf(new Words<>(ItemType.class));
    private static final Form.Bounds ITEMS =
            new Form.Bounds(1, ProblemCode.BATCH_EMPTY, RecordBatch.ITEMS_MAX, ProblemCode.BATCH_TOO_LONG);

    /** What an item may ask for. */
    private enum ItemType {
        TRANSACTION
    }

    private BatchForm() {}

    static @Nullable RecordBatch read(Form form, LedgerId ledger) {
        Boolean atomic = form.requiredTruth("atomic");
        Boolean continueOnFailure = form.optionalTruth("continueOnFailure", true);
        List<PostTransaction> items = form.objects("items", ITEMS, item -> item(item, ledger));
        form.end();
        return atomic == null || continueOnFailure == null || !form.isSound()
                ? null
                : new RecordBatch(ledger, atomic, continueOnFailure, items);
    }

    /** An item of a type that nobody knows is refused for that alone: its other fields cannot be judged. */
    private static @Nullable PostTransaction item(Form form, LedgerId ledger) {
        return switch (form.required("type", TYPE)) {
            case TRANSACTION -> TransactionForm.readPosting(form, ledger);
            case null -> null;
        };
    }
}
