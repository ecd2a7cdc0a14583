package io.pacioli.projections.balance;

import io.pacioli.domain.account.BalanceAfter;
import io.pacioli.domain.account.Totals;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.transaction.Posting;
import io.pacioli.projections.account.AccountRef;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a batch does to one account in one currency: what it holds after the batch, and what was posted when and for which day. */
final class BalanceChange {

    final AccountRef account;
    final Currency currency;
    Totals totals = Totals.ZERO;
    Totals pending = Totals.ZERO;
    long version;
    long position;

    /** Of the first event of the batch that moves it. */
    long firstVersion;

    long firstPosition;

    /** The earliest and the latest day with a posting; null where nothing was posted. */
    @Nullable
    LocalDate firstDay;

    @Nullable
    LocalDate lastDay;

    private final List<Movement> movements = new ArrayList<>(1);
    private List<Rest> rests = List.of();

    BalanceChange(AccountRef account, Currency currency) {
        this.account = account;
        this.currency = currency;
    }

    /** What the account holds as an event left it; the last one of a batch stands. */
    void stands(BalanceAfter balance, long eventPosition) {
        if (firstPosition == 0) {
            firstPosition = eventPosition;
            firstVersion = balance.version();
        } else if (Rest.isBetween(version, balance.version())) {
            rests = rests.isEmpty() ? new ArrayList<>() : rests;
            rests.add(new Rest(position, eventPosition, totals));
        }
        totals = balance.totals();
        pending = balance.pending();
        version = balance.version();
        position = eventPosition;
    }

    void post(Posting posting, LocalDate date, long eventPosition) {
        if (firstDay == null || date.isBefore(firstDay)) {
            firstDay = date;
        }
        if (lastDay == null || date.isAfter(lastDay)) {
            lastDay = date;
        }
        Movement last = movements.isEmpty() ? null : movements.getLast();
        if (last != null && last.position() == eventPosition) {
            movements.set(
                    movements.size() - 1,
                    new Movement(eventPosition, date, last.amounts().plus(posting)));
        } else {
            movements.add(new Movement(eventPosition, date, Totals.ZERO.plus(posting)));
        }
    }

    /** What the events of the batch post, one after the other. */
    List<Movement> movements() {
        return movements;
    }

    /** When it rested within the batch. */
    List<Rest> rests() {
        return rests;
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
