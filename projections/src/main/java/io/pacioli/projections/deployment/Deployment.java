package io.pacioli.projections.deployment;

import io.pacioli.domain.decision.RequestRefused;
import io.pacioli.projections.generation.Edition;
import io.pacioli.projections.generation.Generations;
import io.pacioli.projections.progress.Progress;
import io.pacioli.projections.progress.ProjectionProgress;
import io.pacioli.projections.snapshot.ReadSnapshot;
import io.pacioli.projections.snapshot.ReadSnapshots;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Whether the read tables of this build's edition can be read, and when they can: a new edition's are filled beside those that nodes
 * of another one go on serving, and are read from the moment when they have all of the journal.
 */
@Component
public class Deployment {

    private static final Logger LOG = LoggerFactory.getLogger(Deployment.class);

    /** While events come, the tables are always behind by the batch that is under way. */
    private static final Duration CLOSE = Duration.ofSeconds(3);

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double SMOOTHING = 0.2;
    private static final Duration TELL_EVERY = Duration.ofSeconds(5);

    private final ReadSnapshots snapshots;
    private final Progress progress;
    private final Generations generations;
    private volatile boolean built;
    /** Where the journal was when this node looked first: a young one is never far behind by the clock. */
    private long headAtFirst = -1;

    private long headBefore = -1;
    private long lookedAt;
    private double smoothedRate;
    private volatile double othersEventsPerSecond;
    private long toldAt = System.nanoTime() - TELL_EVERY.toNanos();
    /** Whether anybody has been told that they are being built: of an empty journal's, there is nothing to tell. */
    private boolean told;

    Deployment(ReadSnapshots snapshots, Progress progress, Generations generations) {
        this.snapshots = snapshots;
        this.progress = progress;
        this.generations = generations;
    }

    /** Whether the tables can be read, as far as this node has looked. What has been built once stays so. */
    public boolean isBuilt() {
        return built;
    }

    /** How fast the journal grows while these tables are built and nodes of another edition serve; 0 where nobody has to be spared. */
    public double othersEventsPerSecond() {
        return built ? 0 : othersEventsPerSecond;
    }

    public Edition edition() {
        return generations.edition();
    }

    /** @throws RequestRefused while the tables are being built */
    public void requireBuilt() {
        if (!built) {
            snapshots.look(snapshot -> {
                snapshot.requireBuilt();
                return snapshot.position();
            });
        }
    }

    /** Looks whether the tables are built, and has them be read where they have all of the journal. */
    public synchronized void look() {
        if (built) {
            return;
        }
        if (snapshots.look(ReadSnapshot::standings).isBuilt()) {
            built = true;
            return;
        }
        List<ProjectionProgress> all = progress.now();
        see(all.stream()
                .mapToLong(each -> each.position() + each.lagEvents())
                .max()
                .orElse(0));
        if (all.stream().allMatch(this::isClose)) {
            generations.built();
            built = true;
            if (told) {
                LOG.info("The read tables of edition {} have all of the journal, and are read from now on", edition());
            }
        } else {
            tell(all);
        }
    }

    private void see(long head) {
        long now = System.nanoTime();
        if (headAtFirst < 0) {
            headAtFirst = head;
        } else if (now > lookedAt) {
            double rate = (head - headBefore) * NANOS_PER_SECOND / (now - lookedAt);
            smoothedRate = (1 - SMOOTHING) * smoothedRate + SMOOTHING * rate;
            othersEventsPerSecond = generations.othersProject() ? smoothedRate : 0;
        }
        headBefore = head;
        lookedAt = now;
    }

    private boolean isClose(ProjectionProgress each) {
        return each.position() >= headAtFirst && each.lag().compareTo(CLOSE) <= 0;
    }

    private void tell(List<ProjectionProgress> all) {
        if (System.nanoTime() - toldAt >= TELL_EVERY.toNanos()) {
            toldAt = System.nanoTime();
            told = true;
            long done =
                    all.stream().mapToLong(ProjectionProgress::position).min().orElse(0);
            long left =
                    all.stream().mapToLong(ProjectionProgress::lagEvents).max().orElse(0);
            LOG.info(
                    "The read tables of edition {} are being built: {} of {} events. Commands are accepted; queries are not answered"
                            + " before that is done",
                    edition(),
                    done,
                    done + left);
        }
    }
}
