package io.pacioli.projections.ledger;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.ledger.PeriodEvent;
import io.pacioli.domain.money.Currency;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a batch does to one ledger, be it that it opens it. */
final class LedgerChange {

    final LedgerId ledger;
    final List<Currency> currencies = new ArrayList<>(1);

    /** The positions of the events that closed and reopened periods. */
    final List<Long> periodPositions = new ArrayList<>(0);

    /** The positions of the events that recorded closing entries. */
    final List<Long> entriesPositions = new ArrayList<>(0);

    @Nullable
    LocalDate closedThrough;

    /** How many events of the ledger itself there were, and the position of the last. */
    long events;

    long position;

    LedgerChange(LedgerId ledger) {
        this.ledger = ledger;
    }

    void register(Currency currency, long eventPosition) {
        currencies.add(currency);
        count(eventPosition);
    }

    void change(PeriodEvent event, long eventPosition) {
        closedThrough = event.through();
        periodPositions.add(eventPosition);
        count(eventPosition);
    }

    void recordEntries(long eventPosition) {
        entriesPositions.add(eventPosition);
        count(eventPosition);
    }

    /** Counts an event of the ledger. */
    void count(long eventPosition) {
        events++;
        position = eventPosition;
    }

    boolean movesPeriods() {
        return !periodPositions.isEmpty();
    }
}
