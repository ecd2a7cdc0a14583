package io.pacioli.domain.ledger;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Days of a ledger that were closed are open again.
 *
 * @param reason null where it was erased
 */
public record PeriodReopened(
        LedgerId ledger,
        @Nullable LocalDate through,
        @Nullable Reason reason,
        long version) implements PeriodEvent {}
