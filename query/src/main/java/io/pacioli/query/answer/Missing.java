package io.pacioli.query.answer;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.decision.RequestRefused;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.transaction.TransactionId;

/** What a query is told about what it names and what is not there. */
public final class Missing {

    private Missing() {}

    public static RequestRefused ledger(LedgerId ledger) {
        Rejection rejection = new Rejection.LedgerNotFound(ledger);
        return new RequestRefused(rejection.code(), rejection.detail());
    }

    public static RequestRefused account(AccountPath account) {
        return new RequestRefused(ProblemCode.ACCOUNT_NOT_FOUND, "The ledger has no account %s.".formatted(account));
    }

    public static RequestRefused transaction(TransactionId transaction) {
        return new RequestRefused(
                ProblemCode.TRANSACTION_NOT_FOUND, "The ledger has no transaction %s.".formatted(transaction));
    }
}
