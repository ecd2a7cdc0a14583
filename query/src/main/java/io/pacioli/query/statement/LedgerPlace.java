package io.pacioli.query.statement;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.money.CurrencyCode;
import org.jspecify.annotations.Nullable;

/**
 * Behind what a page of a general ledger goes on.
 *
 * @param currency behind which of the account's; null for all of them
 * @param line behind which line of that currency; null for all of them
 */
record LedgerPlace(
        AccountPath account,
        @Nullable CurrencyCode currency,
        @Nullable LinePlace line) {

    String key() {
        if (line != null) {
            return account + " " + line.key();
        }
        return currency == null ? account.value() : account + " " + currency;
    }

    /** @throws IllegalArgumentException or a {@link java.time.DateTimeException} where it is no key */
    static LedgerPlace parse(String key) {
        String[] parts = key.split(" ", 3);
        AccountPath account = new AccountPath(parts[0]);
        return switch (parts.length) {
            case 1 -> new LedgerPlace(account, null, null);
            case 2 -> new LedgerPlace(account, new CurrencyCode(parts[1]), null);
            default -> {
                LinePlace line = LinePlace.parse(key.substring(parts[0].length() + 1));
                yield new LedgerPlace(account, line.currency(), line);
            }
        };
    }

    /** Whether some of a movement may be behind this place. */
    boolean isBefore(Movement movement) {
        int paths = movement.account().path().value().compareTo(account.value());
        if (paths != 0 || currency == null) {
            return paths > 0;
        }
        int currencies = movement.currency().code().compareTo(currency);
        return currencies > 0 || (currencies == 0 && line != null);
    }

    /** Whether this place is among the lines of a movement. */
    boolean isWithin(Movement movement) {
        return line != null
                && movement.account().path().equals(account)
                && movement.currency().code().equals(currency);
    }
}
