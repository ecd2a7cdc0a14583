package io.pacioli.command.transaction;

import io.pacioli.command.form.AmountNotation;
import io.pacioli.command.form.Form;
import io.pacioli.command.form.MetadataField;
import io.pacioli.command.form.Notation;
import io.pacioli.command.form.Notations;
import io.pacioli.command.form.TextNotation;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.message.Words;
import io.pacioli.domain.money.RequestedCurrency;
import io.pacioli.domain.transaction.Condition;
import io.pacioli.domain.transaction.Description;
import io.pacioli.domain.transaction.Direction;
import io.pacioli.domain.transaction.EffectiveAt;
import io.pacioli.domain.transaction.Exchange;
import io.pacioli.domain.transaction.HoldTransaction;
import io.pacioli.domain.transaction.Identity;
import io.pacioli.domain.transaction.PostTransaction;
import io.pacioli.domain.transaction.Postings;
import io.pacioli.domain.transaction.Reference;
import io.pacioli.domain.transaction.RequestedExchange;
import io.pacioli.domain.transaction.RequestedPosting;
import io.pacioli.domain.transaction.Terms;
import io.pacioli.domain.transaction.TransactionCommand;
import io.pacioli.domain.transaction.TransactionId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A transaction as a request gives it, on its own or as an item of a batch. */
public final class TransactionForm {

    static final Notation<Reference> REFERENCE = new TextNotation<>(1, Reference.LENGTH_MAX, Reference::new);
    static final Notation<Description> DESCRIPTION = new TextNotation<>(0, Description.LENGTH_MAX, Description::new);
    private static final Notation<Direction> DIRECTION = Notations.wordOf(Direction.WORDS);
    static final Notation<TransactionId> ID = TransactionIds::read;
    static final Form.Bounds POSTINGS = new Form.Bounds(
            Postings.SIZE_MIN, ProblemCode.POSTINGS_TOO_FEW, Postings.SIZE_MAX, ProblemCode.POSTINGS_TOO_MANY);

    private static final Notation<Status> STATUS = Notations.wordOf(new Words<>(Status.class));

    /** What a transaction is to be when it comes into the ledger. */
    private enum Status {
        POSTED,
        PENDING
    }

    private TransactionForm() {}

    /** The transaction to post or to hold, or null where something is wrong with the form, which is noted. */
    public static @Nullable TransactionCommand read(Form form, LedgerId ledger) {
        Status status = form.optional("status", STATUS);
        Instant expiresAt = form.optional("expiresAt", ExpiresAtNotation.EXPIRES_AT);
        if (expiresAt != null && status != Status.PENDING) {
            form.refuse("expiresAt", ProblemCode.EXPIRES_AT_NOT_TAKEN, "is taken with the status pending only");
        }
        boolean held = status == Status.PENDING;
        PostTransaction transaction = read(form, ledger, held);
        return transaction != null && held ? new HoldTransaction(transaction, expiresAt) : transaction;
    }

    private static @Nullable PostTransaction read(Form form, LedgerId ledger, boolean held) {
        TransactionId id = form.optional("id", ID);
        Reference reference = form.optional("reference", REFERENCE);
        Description description = form.optional("description", DESCRIPTION);
        EffectiveAt effectiveAt = form.optional("effectiveAt", EffectiveAtNotation.EFFECTIVE_AT);
        List<RequestedPosting> postings = form.objects("postings", POSTINGS, TransactionForm::posting);
        Metadata metadata = MetadataField.in(form);
        Terms terms = terms(form);
        RequestedExchange exchange = form.optionalForm("exchange", ExchangeForm::read);
        form.end();
        if (held && terms.adjustment()) {
            form.refuse(
                    "adjustment",
                    ProblemCode.ADJUSTMENT_NOT_TAKEN,
                    "is taken where something is posted, not where it is held");
        }
        if (exchange != null && postings.size() > Postings.SIZE_MAX - Exchange.LINES) {
            form.refuse(
                    "postings",
                    ProblemCode.POSTINGS_TOO_MANY,
                    "may have at most %,d beside the two of the exchange, and has %,d"
                            .formatted(Postings.SIZE_MAX - Exchange.LINES, postings.size()));
        }
        if (!form.isSound()) {
            return null;
        }
        return new PostTransaction(
                ledger,
                identity(id),
                reference,
                description,
                effectiveAt == null ? EffectiveAt.NOW : effectiveAt,
                postings,
                metadata,
                terms,
                exchange);
    }

    /** On what terms a transaction is asked for, whatever it is for. */
    static Terms terms(Form form) {
        List<Condition> conditions = form.optionalObjects("conditions", ConditionForm.CONDITIONS, ConditionForm::read);
        boolean adjustment = form.optionalFlag("adjustment");
        boolean force = form.optionalFlag("force");
        return (conditions == null || conditions.isEmpty()) && !adjustment && !force
                ? Terms.NONE
                : new Terms(conditions == null ? List.of() : conditions, adjustment, force);
    }

    /** The identity of a new transaction for which a client has chosen an id, or none. */
    static Identity identity(@Nullable TransactionId id) {
        return id == null ? new Identity(TransactionIds.fresh(), true) : new Identity(id, false);
    }

    static @Nullable RequestedPosting posting(Form form) {
        AccountPath account = form.required("account", Notations.ACCOUNT_PATH);
        Direction direction = form.required("direction", DIRECTION);
        BigDecimal amount = form.required("amount", AmountNotation.AMOUNT);
        RequestedCurrency currency = form.required("currency", Notations.CURRENCY);
        form.end();
        return account == null || direction == null || amount == null || currency == null
                ? null
                : new RequestedPosting(account, direction, amount, currency);
    }
}
