package io.pacioli.reliability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * The machine's clock, off by what a file says: a node that has this among its sources is given it in place of its own, so that
 * another process can step it forwards and back while it runs.
 */
public final class SteppedClock extends Clock {

    /** The system property that names the file. */
    static final String FILE = "pacioli.crash.clock";

    private static final String BEAN = "clock";

    private final Path file;

    private SteppedClock(Path file) {
        this.file = file;
    }

    /** Sets every node that reads this file off by this much. */
    static void step(Path file, Duration by) {
        try {
            Path next = file.resolveSibling(file.getFileName() + ".next");
            Files.writeString(next, Long.toString(by.toMillis()));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Instant instant() {
        try {
            return Instant.now().plusMillis(Long.parseLong(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("only instants are asked for");
    }

    /** Puts it in the place of the service's clock; named in {@code spring.main.sources}. */
    public static final class InPlaceOfTheSystemClock implements BeanPostProcessor {

        private final SteppedClock stepped = new SteppedClock(Path.of(System.getProperty(FILE)));

        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            return name.equals(BEAN) ? stepped : bean;
        }
    }
}
