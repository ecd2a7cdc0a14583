package io.pacioli.query.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.decision.RequestRefused;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.projections.journal.Journal;
import io.pacioli.projections.journal.JournalEntry;
import io.pacioli.query.answer.JsonAnswer;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * Sends the events of a ledger as they are recorded, each once, in order and without gaps, as Server-Sent Events whose id is the
 * journal number: a client that comes back with the last one that it has seen goes on behind it.
 *
 * <p>Each stream keeps the request's own thread, a virtual one. A client that does not read is given up when a write has waited as
 * long as the server lets it. The streams end before the server waits for its last requests, and clients come back by themselves.
 */
@Component
class EventStreams implements SmartLifecycle {

    static final int STREAMS_MAX = 256;

    private static final Logger LOG = LoggerFactory.getLogger(EventStreams.class);
    private static final int EVENTS_PER_READ = 500;

    /** So many may read at a time, so that they leave the database's connections to others. */
    private static final int READERS_MAX = 2;

    /** Something is sent that often at least: proxies cut a connection that is silent, and only who sends learns that nobody is there. */
    private static final Duration SILENCE_MAX = Duration.ofSeconds(15);

    private static final byte[] ALIVE = ":\n\n".getBytes(UTF_8);

    private final Journal journal;
    private final JournalWatch watch;
    private final Semaphore streams = new Semaphore(STREAMS_MAX);
    private final Semaphore readers = new Semaphore(READERS_MAX, true);
    private volatile boolean running;

    EventStreams(Journal journal, JournalWatch watch) {
        this.journal = journal;
        this.watch = watch;
    }

    /** Returns when the service stops; fails when the client has gone. */
    void send(LedgerId ledger, long afterJournalNumber, HttpServletResponse response) throws IOException {
        if (!streams.tryAcquire()) {
            throw new RequestRefused(
                    ProblemCode.QUERY_UNAVAILABLE, "%,d clients follow the journal already.".formatted(STREAMS_MAX));
        }
        watch.join();
        try {
            response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
            OutputStream out = response.getOutputStream();
            out.write(ALIVE);
            out.flush();
            follow(ledger, afterJournalNumber, out);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            watch.leave();
            streams.release();
        }
    }

    private void follow(LedgerId ledger, long afterJournalNumber, OutputStream out)
            throws IOException, InterruptedException {
        long sent = afterJournalNumber;
        while (!watch.isEnded()) {
            // What is stored when the head is read is there to be read afterwards.
            long head = watch.head();
            List<JournalEntry> next = next(ledger, sent);
            for (JournalEntry entry : next) {
                out.write(event(entry));
                sent = entry.journalNumber();
            }
            out.flush();
            if (next.size() < EVENTS_PER_READ) {
                watch.awaitBeyond(head, SILENCE_MAX);
                if (watch.head() <= head) {
                    out.write(ALIVE);
                    out.flush();
                }
            }
        }
    }

    /** Nothing where the database does not answer: the client waits as for an event, and misses none. */
    private List<JournalEntry> next(LedgerId ledger, long sent) throws InterruptedException {
        readers.acquire();
        try {
            return journal.ofLedger(ledger, sent, EVENTS_PER_READ);
        } catch (DataAccessException e) {
            LOG.debug("The journal could not be read", e);
            return List.of();
        } finally {
            readers.release();
        }
    }

    /** The documents have no line breaks: stored JSON has none outside of its texts, and escapes those within. */
    private static byte[] event(JournalEntry entry) {
        String head = "id: %d\nevent: %s\ndata: ".formatted(entry.journalNumber(), entry.type());
        byte[] data = JsonAnswer.bytes(json -> EventJson.write(json, entry));
        byte[] event = new byte[head.length() + data.length + 2];
        System.arraycopy(head.getBytes(UTF_8), 0, event, 0, head.length());
        System.arraycopy(data, 0, event, head.length(), data.length);
        event[event.length - 2] = '\n';
        event[event.length - 1] = '\n';
        return event;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        watch.end();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
