package io.pacioli.command.form;

import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.money.Money;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** How amounts in major units are written: decimal numbers of at most {@value Money#DIGITS_MAX} digits in all. */
public final class AmountNotation {

    /** A positive amount, {@code (0|[1-9][0-9]*)(\.[0-9]+)?}, as it is posted. */
    public static final Notation<BigDecimal> AMOUNT = AmountNotation::positive;

    /** An amount that may be zero and may have a minus in front, as a balance may be. */
    public static final Notation<BigDecimal> SIGNED = AmountNotation::signed;

    private AmountNotation() {}

    private static @Nullable BigDecimal positive(String text, Form form, String field) {
        if (isNegative(text)) {
            form.refuse(field, ProblemCode.AMOUNT_NEGATIVE, "has to be positive; the direction tells the side");
        } else if (!isDecimal(text, 0)) {
            form.refuse(field, ProblemCode.AMOUNT_MALFORMED, "has to be a decimal number such as 12.34");
        } else if (digits(text, 0) > Money.DIGITS_MAX) {
            form.refuse(field, ProblemCode.AMOUNT_TOO_LONG, "may have at most 38 digits");
        } else if (isZero(text)) {
            form.refuse(field, ProblemCode.AMOUNT_ZERO, "may not be zero");
        } else {
            return new BigDecimal(text);
        }
        return null;
    }

    private static @Nullable BigDecimal signed(String text, Form form, String field) {
        int start = isNegative(text) ? 1 : 0;
        if (!isDecimal(text, start)) {
            form.refuse(field, ProblemCode.AMOUNT_MALFORMED, "has to be a decimal number such as 12.34 or -12.34");
        } else if (digits(text, start) > Money.DIGITS_MAX) {
            form.refuse(field, ProblemCode.AMOUNT_TOO_LONG, "may have at most 38 digits");
        } else {
            return new BigDecimal(text);
        }
        return null;
    }

    private static boolean isNegative(String text) {
        return !text.isEmpty() && text.charAt(0) == '-' && isDecimal(text, 1);
    }

    /** Whether it is a decimal number of at most {@value Money#DIGITS_MAX} digits, without a sign and not zero. */
    public static boolean isPositive(String text) {
        return isDecimal(text, 0) && digits(text, 0) <= Money.DIGITS_MAX && !isZero(text);
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

    private static int digits(String decimal, int start) {
        return decimal.length() - start - (decimal.indexOf('.') < 0 ? 0 : 1);
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
