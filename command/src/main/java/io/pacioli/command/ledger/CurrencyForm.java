package io.pacioli.command.ledger;

import io.pacioli.command.form.Form;
import io.pacioli.command.form.Notations;
import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.money.CurrencyCode;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A currency as a request gives it: its code, and its scale unless ISO 4217 knows that. */
final class CurrencyForm {

    private static final String SCALE = "scale";

    private CurrencyForm() {}

    static @Nullable Currency read(Form form) {
        CurrencyCode code = form.required("code", Notations.CURRENCY_CODE);
        Integer scale = form.optionalInteger(
                SCALE, Currency.SCALE_MIN, Currency.SCALE_MAX, ProblemCode.CURRENCY_SCALE_OUT_OF_RANGE);
        form.end();
        return code == null || !form.isSound() ? null : currency(form, code, scale);
    }

    private static @Nullable Currency currency(Form form, CurrencyCode code, @Nullable Integer scale) {
        OptionalInt isoScale = Currency.isoScale(code);
        if (scale == null) {
            if (isoScale.isPresent()) {
                return new Currency(code, isoScale.getAsInt());
            }
            form.refuse(
                    SCALE,
                    ProblemCode.CURRENCY_SCALE_MISSING,
                    "is required: ISO 4217 has no scale for %s".formatted(code));
            return null;
        }
        if (isoScale.isPresent() && isoScale.getAsInt() != scale) {
            form.refuse(
                    SCALE,
                    ProblemCode.CURRENCY_SCALE_MISMATCH,
                    "has to be %d: so many decimals has %s in ISO 4217".formatted(isoScale.getAsInt(), code));
            return null;
        }
        return new Currency(code, scale);
    }
}
