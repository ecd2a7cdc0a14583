package io.pacioli.query.request;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.transaction.TransactionId;
import java.util.regex.Pattern;

/** Reads what the segments of a path name; refuses what cannot be a name. */
public final class Names {

    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private Names() {}

    public static LedgerId ledger(String segment) {
        if (LedgerId.isWellFormed(segment)) {
            return LedgerId.of(segment);
        }
        throw Violations.refusal(
                "ledger",
                ProblemCode.LEDGER_ID_MALFORMED,
                "has to be 1 to 63 lower-case letters, digits and inner hyphens");
    }

    public static AccountPath account(String segment) {
        if (AccountPath.isWellFormed(segment)) {
            return new AccountPath(segment);
        }
        throw Violations.refusal("path", ProblemCode.ACCOUNT_PATH_MALFORMED, Parameters.ACCOUNT_PATH_RULE);
    }

    public static TransactionId transaction(String segment) {
        if (UUID_FORM.matcher(segment).matches()) {
            return TransactionId.parse(segment);
        }
        throw Violations.refusal(
                "id", ProblemCode.TRANSACTION_ID_MALFORMED, "has to be a UUID of 8-4-4-4-12 hexadecimal digits");
    }
}
