package io.pacioli.projections.balance;

import io.pacioli.domain.account.BalanceAfter;
import io.pacioli.domain.account.Totals;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.transaction.Posting;
import io.pacioli.projections.account.AccountRef;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;

/** What a batch does to one account in one currency: its totals after the batch, and what was posted for which day. */
final class BalanceChange {

    final AccountRef account;
    final Currency currency;
    Totals totals = Totals.ZERO;
    long version;
    long position;
    LocalDate day;
    Totals ofDay = Totals.ZERO;
    private Map<LocalDate, Totals> ofEarlierDays = Map.of();

    BalanceChange(AccountRef account, Currency currency, LocalDate firstDay) {
        this.account = account;
        this.currency = currency;
        this.day = firstDay;
    }

    /** The account's totals as an event left them; the last one of a batch stands. */
    void stands(BalanceAfter balance, long eventPosition) {
        totals = balance.totals();
        version = balance.version();
        position = eventPosition;
    }

    void post(Posting posting, LocalDate date) {
        if (date.equals(day)) {
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
        return new Totals(one.debits().add(other.debits()), one.credits().add(other.credits()));
    }

    @Override
    public String toString() {
        return account + " " + currency + " " + totals;
    }
}
