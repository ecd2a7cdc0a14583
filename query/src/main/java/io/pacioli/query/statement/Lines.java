package io.pacioli.query.statement;

import io.pacioli.projections.entry.EntriesByDate;
import io.pacioli.projections.snapshot.ReadSnapshot;
import io.pacioli.query.report.Period;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the entries behind movements, with the balance after each. */
@Component
class Lines {

    private final EntriesByDate entries;

    Lines(EntriesByDate entries) {
        this.entries = entries;
    }

    /**
     * The lines of movements, one movement after the other.
     *
     * @param movements all of which have entries
     * @param beyond where in the first of them to begin; null for its beginning
     * @param knownAt the last position whose entries count
     */
    List<Line> page(
            ReadSnapshot snapshot,
            List<Movement> movements,
            Period period,
            @Nullable LinePlace beyond,
            long knownAt,
            int limit) {
        if (movements.isEmpty()) {
            return List.of();
        }
        // Each has an entry, but for the first, of which none may be left.
        List<EntriesByDate.Section> sections =
                movements.stream().limit(limit + 1L).map(Movement::section).toList();
        EntriesByDate.Place begins = beyond == null ? EntriesByDate.Place.before(period.from()) : beyond.place();
        List<EntriesByDate.Found> found =
                entries.page(snapshot, sections, begins, period.from(), period.to(), knownAt, limit);
        return lines(found, movements, beyond);
    }

    private static List<Line> lines(
            List<EntriesByDate.Found> found, List<Movement> movements, @Nullable LinePlace beyond) {
        List<Line> lines = new ArrayList<>(found.size());
        int section = 0;
        BigInteger balance = beyond == null ? movements.getFirst().opening() : beyond.balance();
        for (EntriesByDate.Found each : found) {
            if (each.section() != section) {
                section = each.section();
                balance = movements.get(section).opening();
            }
            Line line = Line.after(balance, movements.get(section), each.entry());
            balance = line.balance();
            lines.add(line);
        }
        return lines;
    }
}
