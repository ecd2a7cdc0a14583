package io.pacioli.projections.entry;

import io.pacioli.domain.account.Totals;
import io.pacioli.domain.money.CurrencyCode;
import io.pacioli.domain.transaction.Direction;
import java.math.BigInteger;
import java.time.LocalDate;

/**
 * A posting to an account.
 *
 * @param line which posting of its transaction, from 0
 * @param amount in minor units
 * @param totals what the account had been debited and credited in this currency, this posting included
 */
public record EntryRow(
        long position,
        int line,
        LocalDate effectiveDate,
        Direction direction,
        CurrencyCode currency,
        BigInteger amount,
        Totals totals) {}
