package io.pacioli.projections.rebuild;

import io.pacioli.projections.generation.Generation;
import io.pacioli.projections.generation.Projection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rebuild of the tables of one projection or several, which go through the journal together.
 *
 * @param built the generations that it fills; empty until their tables are made
 * @param former those that were live before the switch
 * @param automatic whether it is switched to by itself once it was found equal
 * @param eventsPerSecondMax null for as fast as it can
 * @param wantsSwitch whether an operator has asked for the switch
 * @param done the position that its tables have reached
 * @param total the position that the live tables had reached when that was last looked at
 * @param eventsPerSecond null before it is known
 * @param comparedAt at which position it was compared with the live tables
 * @param differences how many keys differed then
 * @param examples some of them, a JSON list
 * @param cause why it failed, or what it failed with last
 * @param reason why an operator has decided so
 * @param node the node that works on it
 * @param parkedLedgers how many ledgers its tables pass over
 */
public record Rebuild(
        long id,
        List<Projection> projections,
        List<Generation> built,
        List<Generation> former,
        RebuildState state,
        boolean automatic,
        boolean paused,
        @Nullable Integer eventsPerSecondMax,
        boolean wantsSwitch,
        long done,
        long total,
        @Nullable Double eventsPerSecond,
        @Nullable Long comparedAt,
        @Nullable Long differences,
        @Nullable String examples,
        @Nullable String cause,
        @Nullable String reason,
        String requestedBy,
        @Nullable String decidedBy,
        @Nullable String node,
        Instant createdAt,
        @Nullable Instant switchedAt,
        @Nullable Instant endedAt,
        boolean tidied,
        long parkedLedgers) {

    static final String COLUMNS = """
            id, projections, built, former, state, automatic, paused, events_per_second_max, wish, events_done, events_total,
            events_per_second, compared_at, differences, examples::text, cause, reason, requested_by, decided_by, owner,
            created_at, switched_at, ended_at, tidied,
            (select count(distinct (p.tenant, p.ledger))
             from unnest(projections, built) as n(projection, generation)
             join projections.parked p on p.projection = n.projection and p.generation = n.generation) as parked_ledgers""";

    static Rebuild row(ResultSet row, int number) throws SQLException {
        List<Projection> projections = Arrays.stream(
                        (String[]) row.getArray("projections").getArray())
                .map(Projection::named)
                .toList();
        return new Rebuild(
                row.getLong("id"),
                projections,
                generations(row, "built", projections),
                generations(row, "former", projections),
                RebuildState.of(row.getString("state")),
                row.getBoolean("automatic"),
                row.getBoolean("paused"),
                (Integer) row.getObject("events_per_second_max"),
                row.getString("wish") != null,
                row.getLong("events_done"),
                row.getLong("events_total"),
                (Double) row.getObject("events_per_second"),
                (Long) row.getObject("compared_at"),
                (Long) row.getObject("differences"),
                row.getString("examples"),
                row.getString("cause"),
                row.getString("reason"),
                row.getString("requested_by"),
                row.getString("decided_by"),
                row.getString("owner"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "switched_at"),
                instant(row, "ended_at"),
                row.getBoolean("tidied"),
                row.getLong("parked_ledgers"));
    }

    private static List<Generation> generations(ResultSet row, String column, List<Projection> projections)
            throws SQLException {
        if (row.getArray(column) == null) {
            return List.of();
        }
        Integer[] numbers = (Integer[]) row.getArray(column).getArray();
        List<Generation> generations = new ArrayList<>();
        for (int i = 0; i < numbers.length; i++) {
            generations.add(new Generation(projections.get(i), numbers[i]));
        }
        return generations;
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }

    /** The tables that it writes. */
    List<Generation> target() {
        return state == RebuildState.SWITCHING_BACK ? former : built;
    }

    boolean isDifferent() {
        return differences != null && differences > 0;
    }

    /** How long it will take to reach the live tables, in seconds, as far as that can be told. */
    public @Nullable Long secondsLeft() {
        if (!state.isOpen() || eventsPerSecond == null || eventsPerSecond <= 0) {
            return null;
        }
        return (long) Math.ceil(Math.max(0, total - done) / eventsPerSecond);
    }
}
