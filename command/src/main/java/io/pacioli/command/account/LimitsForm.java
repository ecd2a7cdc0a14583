package io.pacioli.command.account;

import io.pacioli.command.form.AmountNotation;
import io.pacioli.command.form.Form;
import io.pacioli.command.form.Notations;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.ChangeAccountLimits;
import io.pacioli.domain.account.RequestedLimits;
import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.money.CurrencyCode;
import io.pacioli.domain.money.RequestedCurrency;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Limits of an account as a request gives them: a list, each currency once. */
final class LimitsForm {

    private static final String FIELD = "limits";

    private static final Form.Bounds ANY_OR_NONE =
            new Form.Bounds(0, ProblemCode.LIMITS_EMPTY, RequestedLimits.SIZE_MAX, ProblemCode.LIMITS_TOO_MANY);
    private static final Form.Bounds SOME =
            new Form.Bounds(1, ProblemCode.LIMITS_EMPTY, RequestedLimits.SIZE_MAX, ProblemCode.LIMITS_TOO_MANY);

    private LimitsForm() {}

    static @Nullable ChangeAccountLimits read(
            Form form, LedgerId ledger, AccountPath account, @Nullable Long expectedVersion) {
        List<RequestedLimits> limits = form.objects(FIELD, SOME, LimitsForm::ofCurrency);
        form.end();
        return form.isSound() && isEachOnce(limits, form)
                ? new ChangeAccountLimits(ledger, account, limits, expectedVersion)
                : null;
    }

    /** The limits of an account that is to be opened; none where the field is left out. */
    static List<RequestedLimits> in(Form form) {
        List<RequestedLimits> limits = form.optionalObjects(FIELD, ANY_OR_NONE, LimitsForm::ofCurrency);
        if (limits == null) {
            return List.of();
        }
        return form.isSound() && isEachOnce(limits, form) ? limits : List.of();
    }

    private static boolean isEachOnce(List<RequestedLimits> limits, Form form) {
        Set<CurrencyCode> seen = new HashSet<>();
        for (int i = 0; i < limits.size(); i++) {
            CurrencyCode code = limits.get(i).currency().code();
            if (!seen.add(code)) {
                form.refuse(FIELD, i, ProblemCode.CURRENCY_DUPLICATE, "names %s once more".formatted(code));
            }
        }
        return form.isSound();
    }

    private static @Nullable RequestedLimits ofCurrency(Form form) {
        RequestedCurrency currency = form.required("currency", Notations.CURRENCY);
        BigDecimal minimum = form.optional("minimumBalance", AmountNotation.SIGNED);
        BigDecimal maximum = form.optional("maximumBalance", AmountNotation.SIGNED);
        form.end();
        if (minimum != null && maximum != null && minimum.compareTo(maximum) > 0) {
            form.refuse("minimumBalance", ProblemCode.LIMITS_CONTRADICTORY, "is above maximumBalance");
        }
        return currency == null || !form.isSound() ? null : new RequestedLimits(currency, minimum, maximum);
    }
}
