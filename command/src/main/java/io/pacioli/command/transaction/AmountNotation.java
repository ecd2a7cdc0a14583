package io.pacioli.command.transaction;

import io.pacioli.command.form.Form;
import io.pacioli.command.form.Notation;
import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.money.Money;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An amount in major units: a positive decimal number, {@code (0|[1-9][0-9]*)(\.[0-9]+)?}, of at most
 * {@value Money#DIGITS_MAX} digits in all.
 */
final class AmountNotation implements Notation<BigDecimal> {

    static final AmountNotation AMOUNT = new AmountNotation();

    private AmountNotation() {}

    @Override
    public @Nullable BigDecimal read(String text, Form form, String field) {
        if (!text.isEmpty() && text.charAt(0) == '-' && isDecimal(text, 1)) {
            form.refuse(field, ProblemCode.AMOUNT_NEGATIVE, "has to be positive; the direction tells the side");
        } else if (!isDecimal(text, 0)) {
            form.refuse(field, ProblemCode.AMOUNT_MALFORMED, "has to be a decimal number such as 12.34");
        } else if (digits(text) > Money.DIGITS_MAX) {
            form.refuse(field, ProblemCode.AMOUNT_TOO_LONG, "may have at most 38 digits");
        } else if (isZero(text)) {
            form.refuse(field, ProblemCode.AMOUNT_ZERO, "may not be zero");
        } else {
            return new BigDecimal(text);
        }
        return null;
    }

    private static boolean isDecimal(String text, int start) {
        int point = endOfDigits(text, start);
        if (point == start || (text.charAt(start) == '0' && point > start + 1)) {
            return false;
        }
        if (point == text.length()) {
            return true;
        }
        return text.charAt(point) == '.' && point + 1 < text.length() && endOfDigits(text, point + 1) == text.length();
    }

    private static int endOfDigits(String text, int start) {
        int i = start;
        while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
            i++;
        }
        return i;
    }

    private static int digits(String decimal) {
        return decimal.indexOf('.') < 0 ? decimal.length() : decimal.length() - 1;
    }

    private static boolean isZero(String decimal) {
        for (int i = 0; i < decimal.length(); i++) {
            if (decimal.charAt(i) > '0') {
                return false;
            }
        }
        return true;
    }
}
