package io.pacioli.projections.balance;

import io.pacioli.domain.account.Totals;
import java.time.LocalDate;

/**
 * What an account had been posted for a day and those before it, in one currency, as known from a position on. Backdated postings
 * are not in it.
 *
 * @param knownFrom the position of the event that made it so
 * @param closedAt the position of the first posting for a later day than any that the account had until this one; 0 where that was its
 *     first of all
 * @param carried how many late postings have been carried into closed days since the last one was closed
 */
record ClosedDay(LocalDate day, long knownFrom, long closedAt, int carried, Totals totals) {}
