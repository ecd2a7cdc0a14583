package io.pacioli.infra.commandbus;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** What the pipeline logs as an error until this is closed: a guard behind another one says in the log alone that the first is broken. */
final class LoggedErrors implements AutoCloseable {

    private final Logger logger = (Logger) LoggerFactory.getLogger(LoggedErrors.class.getPackageName());
    private final Queue<String> messages = new ConcurrentLinkedQueue<>();
    private final AppenderBase<ILoggingEvent> listening = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            if (event.getLevel().isGreaterOrEqual(Level.ERROR)) {
                messages.add(event.getFormattedMessage());
            }
        }
    };

    LoggedErrors() {
        listening.start();
        logger.addAppender(listening);
    }

    Queue<String> messages() {
        return messages;
    }

    @Override
    public void close() {
        logger.detachAppender(listening);
    }
}
