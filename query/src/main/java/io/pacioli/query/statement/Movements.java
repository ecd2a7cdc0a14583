package io.pacioli.query.statement;

import static java.util.stream.Collectors.toMap;

import io.pacioli.domain.account.Totals;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.money.CurrencyCode;
import io.pacioli.projections.account.AccountRow;
import io.pacioli.projections.balance.TrialBalanceRow;
import io.pacioli.projections.balance.TrialBalances;
import io.pacioli.projections.snapshot.Clocks;
import io.pacioli.projections.snapshot.ReadSnapshot;
import io.pacioli.query.report.Period;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds what accounts held before and at the end of a period. */
@Component
class Movements {

    private final TrialBalances trialBalances;

    Movements(TrialBalances trialBalances) {
        this.trialBalances = trialBalances;
    }

    /**
     * Those of an account, by currency: of each in which it was posted to until the end of the period.
     *
     * @param currency null for all
     */
    List<Movement> of(
            ReadSnapshot snapshot, long ledgerId, AccountRow account, Period period, @Nullable CurrencyCode currency) {
        LocalDate dayBefore = period.dayBefore();
        Map<Currency, Totals> before = dayBefore == null
                ? Map.of()
                : totals(snapshot, ledgerId, account, dayBefore, currency).stream()
                        .collect(toMap(TrialBalanceRow::currency, TrialBalanceRow::totals));
        return totals(snapshot, ledgerId, account, period.to(), currency).stream()
                .map(row -> new Movement(
                        account, row.currency(), before.getOrDefault(row.currency(), Totals.ZERO), row.totals()))
                .toList();
    }

    private List<TrialBalanceRow> totals(
            ReadSnapshot snapshot,
            long ledgerId,
            AccountRow account,
            @Nullable LocalDate day,
            @Nullable CurrencyCode currency) {
        return trialBalances
                .of(snapshot, ledgerId, new Clocks(day, Clocks.EVERYTHING), currency, Integer.MAX_VALUE)
                .stream()
                .filter(row -> row.account().equals(account.path()))
                .toList();
    }
}
