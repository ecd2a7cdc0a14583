package io.pacioli.command.transaction;

import io.pacioli.command.form.AmountNotation;
import io.pacioli.command.form.Form;
import io.pacioli.command.form.Notations;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.money.RequestedCurrency;
import io.pacioli.domain.transaction.Condition;
import io.pacioli.domain.transaction.Terms;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A condition of a transaction as a request gives it. */
final class ConditionForm {

    private static final String CURRENCY = "currency";

    /** A transaction may come without conditions: its bounds are those of the list alone. */
    static final Form.Bounds CONDITIONS =
            new Form.Bounds(0, ProblemCode.FIELD_MISSING, Terms.CONDITIONS_MAX, ProblemCode.CONDITIONS_TOO_MANY);

    private ConditionForm() {}

    /** The condition, or null where something is wrong with it, which is noted. */
    static @Nullable Condition read(Form form) {
        AccountPath account = form.required("account", Notations.ACCOUNT_PATH);
        Long expectedVersion = form.optionalLong(
                "expectedVersion", 0, Condition.VERSION_MAX, ProblemCode.EXPECTED_VERSION_OUT_OF_RANGE);
        RequestedCurrency currency = form.optional(CURRENCY, Notations.CURRENCY);
        Condition.Bounds balance = form.optionalForm("balance", ConditionForm::bounds);
        Condition.Bounds available = form.optionalForm("available", ConditionForm::bounds);
        form.end();
        if (account == null || !form.isSound()) {
            return null;
        }
        boolean hasAmount = balance != null || available != null;
        if (hasAmount && currency == null) {
            form.refuse(CURRENCY, ProblemCode.FIELD_MISSING, "is required where an amount is");
        } else if (!hasAmount && currency != null) {
            form.refuse(CURRENCY, ProblemCode.CONDITION_EMPTY, "is named, and nothing is required of it");
        } else if (!hasAmount && expectedVersion == null) {
            form.refuse(
                    ProblemCode.CONDITION_EMPTY,
                    "requires nothing; it has expectedVersion, and currency with balance or available");
        }
        return form.isSound() ? new Condition(account, expectedVersion, currency, balance, available) : null;
    }

    private static Condition.@Nullable Bounds bounds(Form form) {
        BigDecimal atLeast = form.optional("atLeast", AmountNotation.SIGNED);
        BigDecimal atMost = form.optional("atMost", AmountNotation.SIGNED);
        BigDecimal equal = form.optional("equal", AmountNotation.SIGNED);
        form.end();
        if (form.isSound() && atLeast == null && atMost == null && equal == null) {
            form.refuse(ProblemCode.CONDITION_EMPTY, "requires nothing; it has atLeast, atMost and equal");
        }
        return form.isSound() ? new Condition.Bounds(atLeast, atMost, equal) : null;
    }
}
