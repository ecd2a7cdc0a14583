package io.pacioli.query.statement;

import org.jspecify.annotations.Nullable;

/**
 * What takes a line of a general ledger: an entry, or an account that has a balance in a currency and no entries.
 *
 * @param line null where there are no entries
 */
record LedgerLine(Movement movement, @Nullable Line line) {

    LedgerPlace place() {
        return new LedgerPlace(
                movement.account().path(), movement.currency().code(), line == null ? null : LinePlace.of(line));
    }
}
