package io.pacioli.projections.progress;

import static io.pacioli.projections.progress.ProjectionProgress.State;

import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.projections.batch.ReadModel;
import io.pacioli.projections.generation.Edition;
import io.pacioli.projections.generation.Generation;
import io.pacioli.projections.generation.Standings;
import io.pacioli.projections.journal.Journal;
import io.pacioli.projections.snapshot.ReadSnapshot;
import io.pacioli.projections.snapshot.ReadSnapshots;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Measures how far each projection is behind the journal. */
@Component
public class Progress {

    /** A node says more often than this that it is alive. */
    private static final int SILENCE_SECONDS_MAX = 10;

    private static final String IS_RUNNING = """
            select exists (
              select from projections.token
              where processor = ? and owner is not null and claimed_at > clock_timestamp() - make_interval(secs => ?))""";

    private record Found(Standings standings, boolean running) {}

    private final ReadSnapshots snapshots;
    private final Journal journal;
    private final Clock clock;
    private final Edition edition;
    private final ObjectProvider<ProcessorHealth> processor;

    Progress(
            ReadSnapshots snapshots,
            Journal journal,
            Clock clock,
            Edition edition,
            ObjectProvider<ProcessorHealth> processor) {
        this.edition = edition;
        this.snapshots = snapshots;
        this.journal = journal;
        this.clock = clock;
        this.processor = processor;
    }

    public List<ProjectionProgress> now() {
        Found found = snapshots.look(snapshot -> new Found(snapshot.standings(), isRunning(snapshot)));
        Standings standings = found.standings();
        long head = journal.head();
        Map<Long, RecordedEvent> next = firstMissing(standings, head);
        Instant now = clock.instant();
        return standings.schemas().generations().values().stream()
                .sorted((a, b) -> a.projection().compareTo(b.projection()))
                .map(generation -> progress(generation, standings, head, next, now, found.running()))
                .toList();
    }

    private boolean isRunning(ReadSnapshot snapshot) {
        return snapshot.query(IS_RUNNING)
                .param(edition.of(ReadModel.PROCESSOR))
                .param(SILENCE_SECONDS_MAX)
                .query(Boolean.class)
                .single();
    }

    private Map<Long, RecordedEvent> firstMissing(Standings standings, long head) {
        Set<Long> positions = standings.schemas().generations().keySet().stream()
                .map(standings::position)
                .filter(position -> position < head)
                .map(position -> position + 1)
                .collect(Collectors.toSet());
        return positions.isEmpty() ? Map.of() : journal.at(positions);
    }

    private ProjectionProgress progress(
            Generation generation,
            Standings standings,
            long head,
            Map<Long, RecordedEvent> next,
            Instant now,
            boolean running) {
        long position = standings.position(generation.projection());
        RecordedEvent first = next.get(position + 1);
        Duration lag = first == null ? Duration.ZERO : Duration.between(first.recordedAt(), now);
        return new ProjectionProgress(
                generation,
                position,
                Math.max(0, head - position),
                lag.isNegative() ? Duration.ZERO : lag,
                state(position < head, standings.isBuilt(), running));
    }

    private State state(boolean isBehind, boolean isBuilt, boolean running) {
        if (processor.stream().anyMatch(ProcessorHealth::isFailing)) {
            return State.FAILING;
        }
        if (!running) {
            return State.STOPPED;
        }
        if (!isBuilt) {
            return State.BUILDING;
        }
        return isBehind ? State.CATCHING_UP : State.CAUGHT_UP;
    }
}
