package io.pacioli.projections.balance;

import io.pacioli.domain.account.Totals;
import java.time.LocalDate;

/**
 * What an account had been posted for a day and those before it, in one currency, as known from a position on. Backdated postings
 * are not in it.
 *
 * @param knownFrom the position of the event that made it so
 * @param closedAt the position with which the account was first posted to for a later day; 0 for a day before the first that it was
 *     posted to for
 * @param carried how many late postings have been carried into closed days since the last one was closed
 */
record ClosedDay(LocalDate day, long knownFrom, long closedAt, int carried, Totals totals) {}
