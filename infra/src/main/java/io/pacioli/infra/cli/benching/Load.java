package io.pacioli.infra.cli.benching;

import io.pacioli.infra.cli.service.Answer;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is sent when, and takes what came of it; the network asks it, and times are nanoseconds since it began.
 *
 * <p>In a closed loop each of so many clients sends its next request when its last one has come to an end, however often that
 * one had to be sent. In an open loop requests fall due by the clock, and each one's wait begins then: a service that stalls
 * makes all those wait that fall due meanwhile, and so they are counted, where a closed loop would only notice as many as it has
 * clients. A write that may or may not have been taken is sent again with its key until it is answered, so that the audit knows
 * what to expect.
 */
final class Load {

    /** How long after the end of an open loop what fell due before it is still sent. */
    static final long OVERTIME_NANOS_MAX = Duration.ofSeconds(90).toNanos();

    /** How long answers are waited for once nothing new is sent, or while nothing is accepted: as long as any may take. */
    static final long ANSWERS_NANOS_MAX = Exchange.PATIENCE_NANOS + HttpConnection.ANSWER_NANOS_MAX;

    static final long NEVER = Long.MAX_VALUE;

    private static final int RETRIES_EXPECTED = 64;

    private final Phase phase;
    private final Requests requests;
    private final OwnBook book;
    private final Measurements measurements;
    private final PriorityQueue<Exchange> retries =
            new PriorityQueue<>(RETRIES_EXPECTED, Comparator.comparingLong(Exchange::retryAt));
    private long begun;
    private int open;
    private int openWrites;
    private long givenUp;
    private long acceptedAt;

    Load(Phase phase, Requests requests, OwnBook book, Measurements measurements) {
        this.phase = phase;
        this.requests = requests;
        this.book = book;
        this.measurements = measurements;
    }

    /** What a free connection has to send now, or null while there is nothing. */
    @Nullable
    Exchange next(long now) {
        Exchange again = retries.peek();
        if (again != null && again.retryAt() <= now) {
            return retries.remove();
        }
        long due = nextDue(now);
        if (due > now) {
            return null;
        }
        long number = phase.firstNumber() + begun++;
        Kind kind = requests.kind(number);
        open++;
        openWrites += kind.isWrite() ? 1 : 0;
        return new Exchange(number, kind, due, now, book.chooseSample(kind));
    }

    /** How long it will be until {@link #next} has something to send; {@link #NEVER} where it takes an answer. */
    long nanosUntilNext(long now) {
        Exchange again = retries.peek();
        long next = Math.min(nextDue(now), again == null ? NEVER : again.retryAt());
        return next == NEVER ? NEVER : Math.max(0, next - now);
    }

    private long nextDue(long now) {
        if (hasBegunAll(now)) {
            return NEVER;
        }
        if (phase.isOpenLoop()) {
            return phase.due(begun);
        }
        return open < phase.connections() ? now : NEVER;
    }

    /** Whether nothing new is sent any more; what has to be sent again still is. */
    private boolean hasBegunAll(long now) {
        if (begun >= phase.requestsMax()) {
            return true;
        }
        if (phase.hasEnd()) {
            return now >= beginsUntil() || (phase.isOpenLoop() && begun >= phase.allDue());
        }
        // Everything has to be there in the end, and something will not: the rest would be waited for in vain.
        return givenUp > 0;
    }

    private long beginsUntil() {
        return phase.isOpenLoop() ? phase.endNanos() + OVERTIME_NANOS_MAX : phase.endNanos();
    }

    void answered(Exchange exchange, Answer answer, long now) {
        if (answer.isOk()) {
            acceptedAt = now;
            end(exchange);
            measurements.answered(exchange, now, exchange.kind().isWrite() ? book.enter(exchange, answer) : 0);
        } else if (answer.isPassing()) {
            failed(exchange, answer.code(), answer.retryAfterNanos(), now);
        } else {
            measurements.failed(answer.code());
            end(exchange);
        }
    }

    /** A request was sent and there will be no answer on its connection. */
    void cut(Exchange exchange, String code, long now) {
        failed(exchange, code, 0, now);
    }

    private void failed(Exchange exchange, String code, long retryAfterNanos, long now) {
        measurements.failed(code);
        if (!exchange.kind().isWrite()) {
            end(exchange);
        } else if (exchange.putOff(now, retryAfterNanos)) {
            retries.add(exchange);
        } else {
            givenUp++;
            end(exchange);
        }
    }

    private void end(Exchange exchange) {
        if (open == 0) {
            throw new IllegalStateException("request " + exchange.number() + " came to an end twice");
        }
        open--;
        openWrites -= exchange.kind().isWrite() ? 1 : 0;
    }

    /** Whether there is nothing left to send and nothing to wait for, or it has been waited for long enough. */
    boolean isDone(long now) {
        long waitsSince = phase.hasEnd() ? beginsUntil() : acceptedAt;
        return (open == 0 && hasBegunAll(now)) || now - waitsSince >= ANSWERS_NANOS_MAX;
    }

    /** How many writes were sent and never answered; whether they took effect is not known. */
    long unanswered() {
        return givenUp + openWrites;
    }

    /** How many requests of an open loop fell due and could not even be sent. */
    long unsent() {
        return phase.isOpenLoop() ? phase.allDue() - begun : 0;
    }

    Phase phase() {
        return phase;
    }

    Measurements measurements() {
        return measurements;
    }
}
