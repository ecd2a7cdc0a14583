package io.pacioli.projections.ledger;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.money.Currency;
import java.time.Instant;
import java.util.List;

/**
 * A ledger as its projection has it.
 *
 * @param chart {@code strict} or {@code open}
 * @param currencies in the order in which they were registered
 * @param position the last event that changed it
 */
public record LedgerRow(
        long ledgerId,
        LedgerId ledger,
        String name,
        String timeZone,
        String chart,
        List<Currency> currencies,
        Instant openedAt,
        long position) {}
