package io.pacioli.model;

import io.pacioli.model.Request.Line;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a transaction stood after an event.
 *
 * @param began the number of the event with which it came into the ledger
 * @param journalNumber that of the event
 * @param effectiveOn a day, or null for the one on which it was recorded
 * @param held the lines that were put in reserve, if it began so
 * @param posted the lines that have been posted
 */
record Standing(
        long began,
        long journalNumber,
        @Nullable String id,
        @Nullable String reference,
        String status,
        @Nullable String effectiveOn,
        List<Line> held,
        List<Line> posted,
        Map<String, String> metadata) {

    /** A day that is later than any that the tests name. */
    static final String NOW = "9999-12-31";

    String day() {
        return day(effectiveOn);
    }

    static String day(@Nullable String effectiveOn) {
        return effectiveOn == null ? NOW : effectiveOn;
    }

    Standing ended(long number, String how, @Nullable String day, List<Line> lines) {
        return new Standing(began, number, id, reference, how, day, held, lines, metadata);
    }

    Standing called(long number, String other) {
        return new Standing(began, number, id, reference, other, effectiveOn, held, posted, metadata);
    }

    Standing noted(long number, Map<String, String> other) {
        return new Standing(began, number, id, reference, status, effectiveOn, held, posted, other);
    }
}
