package io.pacioli.query.statement;

import io.pacioli.projections.account.AccountRow;
import java.util.List;

/**
 * What an account held before a period and at its end, and the lines in between, as far as a page has them.
 *
 * @param movements by currency, of the whole period
 * @param position up to where the books were read
 */
record AccountStatement(
        AccountRow account, Lateness lateness, List<Movement> movements, List<Line> lines, long position) {}
