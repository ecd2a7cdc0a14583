package io.pacioli.domain.ledger;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The books of a ledger are closed through another day than before. */
public sealed interface PeriodEvent extends LedgerEvent permits PeriodClosed, PeriodReopened {

    /** The last day that is closed from here on; null where none is. */
    @Nullable
    LocalDate through();

    /** How many events the ledger itself has seen, this one included. */
    long version();
}
