package io.pacioli.projections.ledger;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.money.Currency;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A ledger as its projection has it.
 *
 * @param chart {@code strict} or {@code open}
 * @param currencies in the order in which they were registered
 * @param closedThrough the last day for which nothing is posted any more, or null where none is closed
 * @param version how many events the ledger itself has seen
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
        @Nullable LocalDate closedThrough,
        long version,
        long position) {}
