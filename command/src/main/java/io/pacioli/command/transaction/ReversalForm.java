package io.pacioli.command.transaction;

import io.pacioli.command.form.Form;
import io.pacioli.command.form.MetadataField;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.transaction.Description;
import io.pacioli.domain.transaction.EffectiveAt;
import io.pacioli.domain.transaction.Reference;
import io.pacioli.domain.transaction.RequestedPosting;
import io.pacioli.domain.transaction.ReverseTransaction;
import io.pacioli.domain.transaction.Terms;
import io.pacioli.domain.transaction.TransactionId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The taking back of a transaction as a request gives it, on its own or as an item of a batch. */
public final class ReversalForm {

    private ReversalForm() {}

    /** What the item asks for, which names what to take back; null where something is wrong with it, which is noted. */
    public static @Nullable ReverseTransaction readItem(Form item, LedgerId ledger) {
        return read(item, ledger, item.required("transaction", TransactionForm.ID));
    }

    /** What is asked for, or null where something is wrong with the form, which is noted. */
    static @Nullable ReverseTransaction read(Form form, LedgerId ledger, @Nullable TransactionId reversed) {
        TransactionId id = form.optional("id", TransactionForm.ID);
        Reference reference = form.optional("reference", TransactionForm.REFERENCE);
        Description description = form.optional("description", TransactionForm.DESCRIPTION);
        EffectiveAt effectiveAt = form.optional("effectiveAt", EffectiveAtNotation.EFFECTIVE_AT);
        List<RequestedPosting> part =
                form.optionalObjects("postings", TransactionForm.POSTINGS, TransactionForm::posting);
        Metadata metadata = MetadataField.in(form);
        Terms terms = TransactionForm.terms(form);
        form.end();
        if (reversed == null || !form.isSound()) {
            return null;
        }
        return new ReverseTransaction(
                ledger,
                reversed,
                TransactionForm.identity(id),
                reference,
                description,
                effectiveAt == null ? EffectiveAt.NOW : effectiveAt,
                part,
                metadata,
                terms);
    }
}
