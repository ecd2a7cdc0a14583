package io.pacioli.command.transaction;

import io.pacioli.domain.account.Account;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.BalanceAfter;
import io.pacioli.domain.decision.Decision;
import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Aggregates;
import io.pacioli.domain.transaction.Balances;
import io.pacioli.domain.transaction.HoldCommand;
import io.pacioli.domain.transaction.HoldEnded;
import io.pacioli.domain.transaction.Posting;
import io.pacioli.domain.transaction.Postings;
import io.pacioli.domain.transaction.Transaction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.axonframework.modelling.command.Aggregate;
import org.jspecify.annotations.Nullable;

/**
 * Ends a hold that no rule is against: asks every account of it what it will hold, and lets each take part. The accounts are all
 * open, because a hold opens those that are not, and none closes while something of it is in reserve.
 */
final class EndingHold {

    private final Aggregates<Account> accounts;

    EndingHold(Aggregates<Account> accounts) {
        this.accounts = accounts;
    }

    /** That one of the accounts has been frozen since against what is to be posted to it, or null. */
    @Nullable
    Rejection freezing(LedgerId ledger, Map<AccountPath, List<Posting>> posted) {
        for (Map.Entry<AccountPath, List<Posting>> lines : posted.entrySet()) {
            Rejection freezing = accounts.find(lines.getKey().streamIn(ledger))
                    .orElseThrow()
                    .invoke(root -> root.freezing(lines.getValue()));
            if (freezing != null) {
                return freezing;
            }
        }
        return null;
    }

    /**
     * @param posted what is posted of it, by account; the rest is released
     * @param event what has come of it, given what its accounts hold after that
     */
    Decision end(
            Aggregate<Transaction> hold,
            HoldCommand command,
            Map<AccountPath, List<Posting>> posted,
            Function<Balances, HoldEnded> event) {
        Postings reserve = hold.invoke(Transaction::reserve);
        Map<AccountPath, List<BalanceAfter>> balances = new LinkedHashMap<>();
        List<Aggregate<Account>> taking = new ArrayList<>();
        reserve.byAccount().forEach((path, lines) -> {
            Aggregate<Account> account =
                    accounts.find(path.streamIn(command.ledger())).orElseThrow();
            List<Posting> ofAccount = posted.getOrDefault(path, List.of());
            balances.put(path, account.invoke(root -> root.balancesAfterPosting(lines, ofAccount)));
            taking.add(account);
        });
        HoldEnded ended = event.apply(new Balances(balances));
        hold.execute(transaction -> transaction.end(ended));
        taking.forEach(account -> account.execute(root -> root.record(ended)));
        return Decision.ACCEPTED;
    }
}
