package io.pacioli.infra.cli.verifying;

import io.pacioli.domain.account.Totals;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.transaction.Posting;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** What an account holds in one currency, in minor units. */
final class Holding {

    private static final long REST_EVENTS_MIN = 64;

    final AccountState account;
    final Currency currency;

    /** The sums of all postings, and of those of open holds. */
    Totals totals = Totals.ZERO;

    Totals pending = Totals.ZERO;

    /** The position of the last event that moved it, the account's version then, and the sums of that event's postings. */
    long position;

    long version;
    Totals ofEvent = Totals.ZERO;

    /** The latest day with a posting. */
    LocalDate day = LocalDate.MIN;

    /** What stood while more than 64 events of the account did not move it, by the positions between which it did. */
    final List<String> rests = new ArrayList<>(0);

    /** The totals that the last event said, and at which position; those that the last entry had. */
    Totals said = Totals.ZERO;

    long saidPosition;
    Totals ofEntry = Totals.ZERO;

    /** Whether the read model has a balance for it. */
    boolean hasBalance;

    Holding(AccountState account, Currency currency) {
        this.account = account;
        this.currency = currency;
    }

    /** Whether nothing of the event at that position has moved it before. */
    boolean isFirstMovedBy(long eventPosition) {
        if (position == eventPosition) {
            return false;
        }
        if (account.version - version > REST_EVENTS_MIN) {
            rests.add(rest(position, eventPosition, totals.debits(), totals.credits()));
        }
        position = eventPosition;
        version = account.version;
        ofEvent = Totals.ZERO;
        return true;
    }

    static String rest(long since, long until, BigInteger debits, BigInteger credits) {
        return "from %d until %d debits %s credits %s".formatted(since, until, debits, credits);
    }

    void reserve(Posting posting) {
        pending = pending.plus(posting);
    }

    void release(Posting posting) {
        pending = pending.minus(posting);
    }

    void post(Posting posting, LocalDate date) {
        if (date.isAfter(day)) {
            day = date;
        }
        totals = totals.plus(posting);
        ofEvent = ofEvent.plus(posting);
    }

    String words(Totals some, Totals somePending) {
        return "%s %s debits %s credits %s pending debits %s credits %s (minor units)"
                .formatted(
                        account.path,
                        currency,
                        some.debits(),
                        some.credits(),
                        somePending.debits(),
                        somePending.credits());
    }
}
