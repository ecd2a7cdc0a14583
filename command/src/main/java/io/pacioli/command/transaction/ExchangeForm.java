package io.pacioli.command.transaction;

import io.pacioli.command.form.AmountNotation;
import io.pacioli.command.form.Form;
import io.pacioli.command.form.Notation;
import io.pacioli.command.form.Notations;
import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.money.RequestedCurrency;
import io.pacioli.domain.transaction.ExchangeRate;
import io.pacioli.domain.transaction.RequestedExchange;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The exchange that a transaction is, as a request gives it. */
final class ExchangeForm {

    private static final Notation<ExchangeRate> RATE = ExchangeForm::rate;

    private ExchangeForm() {}

    /** What is asked for, or null where something is wrong with it, which is noted. */
    static @Nullable RequestedExchange read(Form form) {
        RequestedCurrency from = form.required("from", Notations.CURRENCY);
        RequestedCurrency to = form.required("to", Notations.CURRENCY);
        ExchangeRate rate = form.required("rate", RATE);
        form.end();
        if (from != null && to != null && from.code().equals(to.code())) {
            form.refuse("to", ProblemCode.EXCHANGE_CURRENCIES_EQUAL, "has to be another currency than from");
        }
        return from == null || to == null || rate == null || !form.isSound()
                ? null
                : new RequestedExchange(from, to, rate);
    }

    private static @Nullable ExchangeRate rate(String text, Form form, String field) {
        if (AmountNotation.isPositive(text)) {
            BigDecimal value = new BigDecimal(text);
            if (ExchangeRate.admits(value)) {
                return new ExchangeRate(value);
            }
        }
        form.refuse(
                field,
                ProblemCode.EXCHANGE_RATE_MALFORMED,
                "has to be a positive decimal number such as 1.0850, of at most %d digits with at most %d decimal places"
                        .formatted(ExchangeRate.DIGITS_MAX, ExchangeRate.SCALE_MAX));
        return null;
    }
}
