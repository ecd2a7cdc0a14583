package io.pacioli.infra.expiry;

import com.github.kagkarlsson.scheduler.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The database's clock as it was read once, and the time that has passed since: nodes agree on it, and it does not step while one
 * runs. A step would put off what is scheduled for as long.
 */
final class DatabaseClock implements Clock {

    private final Instant read;
    private final long readNanos;

    private DatabaseClock(Instant read, long readNanos) {
        this.read = read;
        this.readNanos = readNanos;
    }

    static DatabaseClock read(DataSource dataSource) {
        long before = System.nanoTime();
        OffsetDateTime now =
                new JdbcTemplate(dataSource).queryForObject("select clock_timestamp()", OffsetDateTime.class);
        if (now == null) {
            throw new IllegalStateException("the database has a clock");
        }
        return new DatabaseClock(now.toInstant(), before);
    }

    @Override
    public Instant now() {
        return read.plus(Duration.ofNanos(System.nanoTime() - readNanos));
    }
}
