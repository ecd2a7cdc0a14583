package io.pacioli.command.transaction;

import io.pacioli.command.form.Form;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.transaction.EffectiveAt;
import io.pacioli.domain.transaction.PostHold;
import io.pacioli.domain.transaction.RequestedPosting;
import io.pacioli.domain.transaction.Terms;
import io.pacioli.domain.transaction.TransactionId;
import io.pacioli.domain.transaction.VoidHold;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is to become of a hold as a request gives it, on its own or as an item of a batch. */
public final class HoldForm {

    private static final String HOLD = "transaction";

    private HoldForm() {}

    /** The posting that the item asks for, which names its hold; null where something is wrong with it, which is noted. */
    public static @Nullable PostHold readPostItem(Form item, LedgerId ledger) {
        return readPost(item, ledger, item.required(HOLD, TransactionForm.ID));
    }

    /** The voiding that the item asks for, which names its hold; null where something is wrong with it, which is noted. */
    public static @Nullable VoidHold readVoidItem(Form item, LedgerId ledger) {
        return readVoid(item, ledger, item.required(HOLD, TransactionForm.ID));
    }

    static @Nullable PostHold readPost(Form form, LedgerId ledger, @Nullable TransactionId hold) {
        EffectiveAt effectiveAt = form.optional("effectiveAt", EffectiveAtNotation.EFFECTIVE_AT);
        List<RequestedPosting> part =
                form.optionalObjects("postings", TransactionForm.POSTINGS, TransactionForm::posting);
        Terms terms = TransactionForm.terms(form);
        form.end();
        return hold == null || !form.isSound()
                ? null
                : new PostHold(ledger, hold, effectiveAt == null ? EffectiveAt.NOW : effectiveAt, part, terms);
    }

    static @Nullable VoidHold readVoid(Form form, LedgerId ledger, @Nullable TransactionId hold) {
        form.end();
        return hold == null || !form.isSound() ? null : new VoidHold(ledger, hold);
    }
}
