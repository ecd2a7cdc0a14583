package io.pacioli.projections.balance;

import io.pacioli.domain.account.Totals;
import java.time.LocalDate;

/**
 * What one event posts to an account in one currency.
 *
 * @param day the effective date
 */
record Movement(long position, LocalDate day, Totals amounts) {}
