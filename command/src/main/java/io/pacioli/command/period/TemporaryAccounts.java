package io.pacioli.command.period;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.transaction.NetBalance;
import java.time.LocalDate;
import java.util.List;

/** Sums up the income and expense accounts of ledgers, which the write side does not keep by day. */
public interface TemporaryAccounts {

    /**
     * What was posted to each by effective date until the end of a day, as far as it does not come to zero, by path and currency.
     *
     * @param position counts everything up to this position at least; what was recorded later may be counted or not
     * @param limit how many balances are given at most
     * @throws io.pacioli.domain.decision.RequestRefused when they cannot be summed up in time
     */
    List<NetBalance> balances(LedgerId ledger, LocalDate through, long position, int limit);

    /**
     * The position of the last event that is stored.
     *
     * @throws io.pacioli.domain.decision.RequestRefused when nobody can tell
     */
    long head();
}
