package io.pacioli.command.dispatch;

import io.pacioli.command.form.Notations;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.decision.RequestRefused;
import io.pacioli.domain.decision.Violation;
import io.pacioli.domain.ledger.LedgerId;
import java.util.List;

/** Where things are found in the API. */
public final class Paths {

    public static final String LEDGERS = "/v1/ledgers";

    private Paths() {}

    /**
     * The ledger that a segment of a path names.
     *
     * @throws RequestRefused when it is no ledger's id
     */
    public static LedgerId ledger(String segment) {
        if (LedgerId.isWellFormed(segment)) {
            return LedgerId.of(segment);
        }
        Violation violation = new Violation("ledger", ProblemCode.LEDGER_ID_MALFORMED, Notations.LEDGER_ID_RULE);
        throw new RequestRefused(
                ProblemCode.LEDGER_ID_MALFORMED,
                "The ledger's id in the path %s.".formatted(Notations.LEDGER_ID_RULE),
                List.of(violation));
    }

    /**
     * The account that a segment of a path names.
     *
     * @throws RequestRefused when it is no account's path
     */
    public static AccountPath account(String segment) {
        if (AccountPath.isWellFormed(segment)) {
            return new AccountPath(segment);
        }
        Violation violation = new Violation("path", ProblemCode.ACCOUNT_PATH_MALFORMED, Notations.ACCOUNT_PATH_RULE);
        throw new RequestRefused(
                ProblemCode.ACCOUNT_PATH_MALFORMED,
                "The account's path %s.".formatted(Notations.ACCOUNT_PATH_RULE),
                List.of(violation));
    }

    public static String of(LedgerId ledger) {
        return LEDGERS + "/" + ledger.slug();
    }
}
