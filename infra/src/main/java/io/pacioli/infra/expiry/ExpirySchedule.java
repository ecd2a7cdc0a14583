package io.pacioli.infra.expiry;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.pacioli.projections.position.NodeId;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Has one node at a time look for holds that are due, every second or so: one recurring task of db-scheduler, however many holds
 * there are. A node that dies at it is found out by its missing heartbeats.
 *
 * <p>It starts when the node serves, and is the first to stop.
 */
final class ExpirySchedule implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ExpirySchedule.class);

    static final String TABLE = "scheduler.tasks";
    static final String TASK = "expire-holds";

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);
    private static final int MISSED_HEARTBEATS_MAX = 4;
    private static final Duration SHUTDOWN_MAX = Duration.ofSeconds(2);

    /** The machine's clock may have been set back since, and nobody would look until it has come to that time again. */
    private static final String NOT_FAR_AHEAD = """
            update scheduler.tasks set execution_time = clock_timestamp()
            where task_name = ? and not picked and execution_time > clock_timestamp() + make_interval(secs => ?)""";

    private static final int AHEAD_SECONDS_MAX = 10;

    private final DataSource dataSource;
    private final NodeId node;
    private final ExpiringHolds expiring;
    private @Nullable Scheduler scheduler;

    ExpirySchedule(DataSource dataSource, NodeId node, ExpiringHolds expiring) {
        this.dataSource = dataSource;
        this.node = node;
        this.expiring = expiring;
    }

    /** Lets the clock be chosen, which the library does for its own tests alone. */
    private static final class Builder extends SchedulerBuilder {
        Builder(DataSource dataSource, DatabaseClock clock) {
            super(dataSource, List.of());
            this.clock = clock;
        }
    }

    @Override
    public synchronized void start() {
        new JdbcTemplate(dataSource).update(NOT_FAR_AHEAD, TASK, AHEAD_SECONDS_MAX);
        RecurringTask<Void> task = Tasks.recurring(TASK, FixedDelay.of(PAUSE)).execute((instance, context) -> look());
        Scheduler started = new Builder(dataSource, DatabaseClock.read(dataSource))
                .startTasks(task)
                .threads(1)
                .pollingInterval(PAUSE)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED_HEARTBEATS_MAX)
                .tableName(TABLE)
                .schedulerName(new SchedulerName.Fixed(node.toString()))
                .shutdownMaxWait(SHUTDOWN_MAX)
                .failureLogging(LogLevel.OFF, false)
                .build();
        started.start();
        scheduler = started;
    }

    private void look() {
        try {
            expiring.look();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("Holds that are due could not be looked for", e);
        }
    }

    @Override
    public synchronized void stop() {
        Scheduler running = scheduler;
        if (running != null) {
            running.stop();
            scheduler = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return scheduler != null;
    }
}
