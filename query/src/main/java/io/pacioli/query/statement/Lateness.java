package io.pacioli.query.statement;

import io.pacioli.domain.message.RecordedEvent;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Which entries came late: those recorded when the period was over, on a later day in the ledger's time zone.
 *
 * @param lastDay of the period; null where it has no end, so that nothing is late
 */
record Lateness(@Nullable LocalDate lastDay, ZoneId zone) {

    boolean isLate(RecordedEvent recorded) {
        return lastDay != null
                && recorded.recordedAt().atZone(zone).toLocalDate().isAfter(lastDay);
    }
}
