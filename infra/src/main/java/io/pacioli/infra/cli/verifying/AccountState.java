package io.pacioli.infra.cli.verifying;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.AccountType;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.transaction.Posting;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An account as its events leave it. */
final class AccountState {

    final LedgerState ledger;
    final AccountPath path;
    final UUID stream;
    private final Map<Currency, Holding> holdings = new LinkedHashMap<>(2);

    /** Null where no event has opened it. */
    @Nullable
    AccountType type;

    /** The position of the event that opened it. */
    long openedPosition;

    /** How many events have touched it. */
    long version;

    /** The version that the last event said, and the place in its stream that the last row had; one fault is told once. */
    long saidVersion;

    long lastSequence = -1;

    AccountState(LedgerState ledger, AccountPath path) {
        this.ledger = ledger;
        this.path = path;
        this.stream = path.streamIn(ledger.id).value();
    }

    Holding holding(Currency currency) {
        return holdings.computeIfAbsent(currency, code -> new Holding());
    }

    /** What it holds in each currency that was ever posted to it. */
    Map<Currency, Holding> posted() {
        Map<Currency, Holding> posted = new LinkedHashMap<>(holdings);
        posted.values().removeIf(holding -> holding.position == 0);
        return posted;
    }

    String where() {
        return ledger.id + " " + path;
    }

    /** What an account holds in one currency, in minor units. */
    static final class Holding {

        BigInteger debits = BigInteger.ZERO;
        BigInteger credits = BigInteger.ZERO;

        /** The position of the last event that moved it, and the account's version then. */
        long position;

        long version;

        /** The latest day with a posting, and what was posted for it. */
        LocalDate day = LocalDate.MIN;

        BigInteger dayDebits = BigInteger.ZERO;
        BigInteger dayCredits = BigInteger.ZERO;

        /** The totals that the last event said, and those of the last entry. */
        BigInteger saidDebits = BigInteger.ZERO;

        BigInteger saidCredits = BigInteger.ZERO;
        BigInteger entryDebits = BigInteger.ZERO;
        BigInteger entryCredits = BigInteger.ZERO;

        /** Whether the read model has a balance for it. */
        boolean hasBalance;

        void post(Posting posting, LocalDate date) {
            BigInteger amount = posting.money().minorUnits();
            if (date.isAfter(day)) {
                day = date;
                dayDebits = BigInteger.ZERO;
                dayCredits = BigInteger.ZERO;
            }
            boolean isOfDay = date.equals(day);
            switch (posting.direction()) {
                case DEBIT -> {
                    debits = debits.add(amount);
                    dayDebits = isOfDay ? dayDebits.add(amount) : dayDebits;
                }
                case CREDIT -> {
                    credits = credits.add(amount);
                    dayCredits = isOfDay ? dayCredits.add(amount) : dayCredits;
                }
            }
        }
    }
}
