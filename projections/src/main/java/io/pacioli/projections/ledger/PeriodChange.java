package io.pacioli.projections.ledger;

import org.jspecify.annotations.Nullable;

/**
 * Where in the journal the books of a ledger were closed or reopened.
 *
 * @param entriesPosition where the closing entries were recorded; null where there are none, or none yet
 */
public record PeriodChange(long position, @Nullable Long entriesPosition) {}
