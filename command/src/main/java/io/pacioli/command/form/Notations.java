package io.pacioli.command.form;

import static java.util.stream.Collectors.joining;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Words;
import io.pacioli.domain.money.RequestedCurrency;
import java.util.function.Function;
import java.util.function.Predicate;

/** How names that several requests use are written. */
public final class Notations {

    public static final String LEDGER_ID_RULE = "has to be 1 to 63 lower-case letters, digits and inner hyphens";

    public static final String ACCOUNT_PATH_RULE =
            "has to be 1 to 16 segments of letters, digits, dots, underscores and hyphens with colons between them";

    public static final Notation<LedgerId> LEDGER_ID =
            name(LedgerId::isWellFormed, LedgerId::of, ProblemCode.LEDGER_ID_MALFORMED, LEDGER_ID_RULE);

    public static final Notation<AccountPath> ACCOUNT_PATH =
            name(AccountPath::isWellFormed, AccountPath::new, ProblemCode.ACCOUNT_PATH_MALFORMED, ACCOUNT_PATH_RULE);

    /** A code such as {@code USD}, which may have its decimal places behind it: {@code USD/2}. */
    public static final Notation<RequestedCurrency> CURRENCY = name(
            RequestedCurrency::isWellFormed,
            RequestedCurrency::parse,
            ProblemCode.CURRENCY_CODE_MALFORMED,
            "has to be an upper-case letter and up to 23 upper-case letters, digits, dots, underscores and hyphens, or that"
                    + " with a slash and its decimal places, 0 to 18");

    private Notations() {}

    private static <T> Notation<T> name(
            Predicate<String> form, Function<String, T> value, ProblemCode code, String rule) {
        return (text, within, field) -> {
            if (form.test(text)) {
                return value.apply(text);
            }
            within.refuse(field, code, rule);
            return null;
        };
    }

    /** One of the constants of an enum, in lower case. */
    public static <E extends Enum<E>> Notation<E> wordOf(Words<E> words) {
        String rule = words.all().stream().collect(joining(", ", "has to be one of ", ""));
        return (text, form, field) -> {
            E constant = words.constant(text).orElse(null);
            if (constant == null) {
                form.refuse(field, ProblemCode.VALUE_UNKNOWN, rule);
            }
            return constant;
        };
    }
}
