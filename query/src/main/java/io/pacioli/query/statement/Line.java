package io.pacioli.query.statement;

import io.pacioli.domain.transaction.Direction;
import io.pacioli.projections.entry.EntriesByDate;
import io.pacioli.projections.entry.EntryRow;
import java.math.BigInteger;

/**
 * An entry in effective order.
 *
 * @param balance of the account, on its normal side, after this entry and all that stand before it in that order
 */
record Line(Movement movement, EntryRow entry, BigInteger balance) {

    /** The line of an entry that follows a balance. */
    static Line after(BigInteger balance, Movement movement, EntryRow entry) {
        Direction normalSide = movement.account().type().normalSide();
        return new Line(
                movement,
                entry,
                entry.direction() == normalSide ? balance.add(entry.amount()) : balance.subtract(entry.amount()));
    }

    EntriesByDate.Place place() {
        return new EntriesByDate.Place(entry.effectiveDate(), entry.position(), entry.line());
    }
}
