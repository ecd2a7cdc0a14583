package io.pacioli.query.statement;

import io.pacioli.domain.message.RecordedEvent;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Which entries of a period came late: after a statement of it was drawn up that the client names, or else after its end. */
interface Lateness {

    boolean isLate(RecordedEvent recorded);

    /** What was recorded after a position is late. */
    static Lateness since(long position) {
        return recorded -> recorded.position() > position;
    }

    /**
     * What was recorded on a day after the period's last one is late.
     *
     * @param lastDay null where the period has no end, so that nothing is late
     * @param zone the ledger's
     */
    static Lateness after(@Nullable LocalDate lastDay, ZoneId zone) {
        return recorded -> lastDay != null
                && recorded.recordedAt().atZone(zone).toLocalDate().isAfter(lastDay);
    }
}
