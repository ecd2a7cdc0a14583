package io.pacioli.query.statement;

import io.pacioli.domain.money.Currency;
import java.math.BigInteger;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A page of a general ledger.
 *
 * @param totals of the whole, of the same books as the page; null where it is not the first
 * @param position up to where the books were read
 */
record GeneralLedger(
        Lateness lateness, LedgerPages.Found page, @Nullable SortedMap<Currency, BigInteger> totals, long position) {}
