package io.pacioli.query.statement;

import static java.util.stream.Collectors.toMap;

import io.pacioli.domain.account.Totals;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.money.CurrencyCode;
import io.pacioli.projections.account.AccountRow;
import io.pacioli.projections.balance.PastBalance;
import io.pacioli.projections.balance.PastBalances;
import io.pacioli.projections.snapshot.Clocks;
import io.pacioli.projections.snapshot.ReadSnapshot;
import io.pacioli.query.report.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds what accounts held before and at the end of a period. */
@Component
class Movements {

    private final PastBalances balances;

    Movements(PastBalances balances) {
        this.balances = balances;
    }

    /**
     * Those of accounts in their order, each by currency: of each in which it was posted to until the end of the period.
     *
     * @param currency null for all
     * @param knownAt the last position that counts
     */
    List<Movement> of(
            ReadSnapshot snapshot,
            List<AccountRow> accounts,
            Period period,
            @Nullable CurrencyCode currency,
            long knownAt) {
        List<Long> ids = accounts.stream().map(AccountRow::accountId).toList();
        Map<Long, List<PastBalance>> before =
                period.from() == null ? Map.of() : balances.of(snapshot, ids, new Clocks(period.dayBefore(), knownAt));
        Map<Long, List<PastBalance>> after = balances.of(snapshot, ids, new Clocks(period.to(), knownAt));
        List<Movement> movements = new ArrayList<>();
        for (AccountRow account : accounts) {
            Map<Currency, Totals> opening = before.getOrDefault(account.accountId(), List.of()).stream()
                    .collect(toMap(PastBalance::currency, PastBalance::totals));
            for (PastBalance closing : after.getOrDefault(account.accountId(), List.of())) {
                if (currency == null || closing.currency().code().equals(currency)) {
                    movements.add(new Movement(
                            account,
                            closing.currency(),
                            opening.getOrDefault(closing.currency(), Totals.ZERO),
                            closing.totals()));
                }
            }
        }
        return movements;
    }
}
