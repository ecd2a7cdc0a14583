package io.pacioli.command.ledger;

import io.pacioli.command.form.Form;
import io.pacioli.command.form.Notations;
import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.money.CurrencyCode;
import io.pacioli.domain.money.RequestedCurrency;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A currency as a request gives it: its code, and its scale unless that stands behind the code or ISO 4217 knows it. */
final class CurrencyForm {

    private static final String CODE = "code";
    private static final String SCALE = "scale";

    private CurrencyForm() {}

    static @Nullable Currency read(Form form) {
        RequestedCurrency currency = form.required(CODE, Notations.CURRENCY);
        Integer scale = form.optionalInteger(
                SCALE, Currency.SCALE_MIN, Currency.SCALE_MAX, ProblemCode.CURRENCY_SCALE_OUT_OF_RANGE);
        form.end();
        return currency == null || !form.isSound() ? null : currency(form, currency, scale);
    }

    private static @Nullable Currency currency(Form form, RequestedCurrency requested, @Nullable Integer givenApart) {
        CurrencyCode code = requested.code();
        Integer scale = givenApart == null ? requested.scale() : givenApart;
        String field = givenApart == null ? CODE : SCALE;
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
                    field,
                    ProblemCode.CURRENCY_SCALE_MISMATCH,
                    "has to have %d decimals: so many has %s in ISO 4217".formatted(isoScale.getAsInt(), code));
            return null;
        }
        Currency currency = new Currency(code, scale);
        if (!requested.fits(currency)) {
            form.refuse(
                    SCALE,
                    ProblemCode.CURRENCY_SCALE_MISMATCH,
                    "has to be %d: that is what stands behind the code".formatted(requested.scale()));
            return null;
        }
        return currency;
    }
}
