package io.pacioli.command.transaction;

import io.pacioli.command.form.Form;
import io.pacioli.command.form.MetadataChangeForm;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.MetadataChange;
import io.pacioli.domain.transaction.ChangeTransactionMetadata;
import io.pacioli.domain.transaction.TransactionId;
import org.jspecify.annotations.Nullable;

/** A change of a transaction's metadata as a request gives it, on its own or as an item of a batch. */
public final class TransactionMetadataForm {

    private TransactionMetadataForm() {}

    /** What the item asks for, which names its transaction; null where something is wrong with it, which is noted. */
    public static @Nullable ChangeTransactionMetadata readItem(Form item, LedgerId ledger) {
        return read(item, ledger, item.required("transaction", TransactionForm.ID));
    }

    static @Nullable ChangeTransactionMetadata read(Form form, LedgerId ledger, @Nullable TransactionId transaction) {
        MetadataChange change = MetadataChangeForm.read(form);
        return transaction == null || change == null || !form.isSound()
                ? null
                : new ChangeTransactionMetadata(ledger, transaction, change);
    }
}
