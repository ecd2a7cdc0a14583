package io.pacioli.domain.ledger;

import java.time.LocalDate;

/** The books of a ledger were closed through a day. */
public record PeriodClosed(LedgerId ledger, LocalDate through, long version) implements PeriodEvent {}
