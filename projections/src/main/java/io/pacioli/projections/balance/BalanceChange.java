package io.pacioli.projections.balance;

import io.pacioli.domain.account.BalanceAfter;
import io.pacioli.domain.account.Totals;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.transaction.Posting;
import io.pacioli.projections.account.AccountRef;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a batch does to one account in one currency: what it holds after the batch, and what was posted for which day. */
final class BalanceChange {

    final AccountRef account;
    final Currency currency;
    Totals totals = Totals.ZERO;
    Totals pending = Totals.ZERO;
    long version;
    long position;

    /** The latest day with a posting; null where nothing was posted. */
    @Nullable
    LocalDate day;

    Totals ofDay = Totals.ZERO;
    private Map<LocalDate, Totals> ofEarlierDays = Map.of();

    BalanceChange(AccountRef account, Currency currency) {
        this.account = account;
        this.currency = currency;
    }

    /** What the account holds as an event left it; the last one of a batch stands. */
    void stands(BalanceAfter balance, long eventPosition) {
        totals = balance.totals();
        pending = balance.pending();
        version = balance.version();
        position = eventPosition;
    }

    void post(Posting posting, LocalDate date) {
        if (day == null) {
            day = date;
            ofDay = Totals.ZERO.plus(posting);
        } else if (date.equals(day)) {
            ofDay = ofDay.plus(posting);
        } else if (date.isAfter(day)) {
            earlierDays().put(day, ofDay);
            day = date;
            ofDay = Totals.ZERO.plus(posting);
        } else {
            earlierDays().merge(date, Totals.ZERO.plus(posting), BalanceChange::sum);
        }
    }

    private Map<LocalDate, Totals> earlierDays() {
        if (ofEarlierDays.isEmpty()) {
            ofEarlierDays = new TreeMap<>();
        }
        return ofEarlierDays;
    }

    /** What was posted for days before {@link #day}. */
    Map<LocalDate, Totals> ofEarlierDays() {
        return ofEarlierDays;
    }

    String tenant() {
        return account.key().ledger().tenant().name();
    }

    static Totals sum(Totals one, Totals other) {
        return one.plus(other);
    }

    @Override
    public String toString() {
        return account + " " + currency + " " + totals;
    }
}
