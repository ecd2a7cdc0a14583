package io.pacioli.infra.cli.benching;

import io.pacioli.infra.cli.service.Answer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.SelectorProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Sends a load over kept connections, all of them on the calling thread: a generator beside the service must leave it the
 * machine, and a thread or a client library's machinery for each request costs more than the request.
 */
final class HttpLoop {

    private static final String TIMED_OUT = "TIMED_OUT";
    private static final String CONNECTION_CUT = "CONNECTION_CUT";
    private static final String CONNECTION_REFUSED = "CONNECTION_REFUSED";

    private static final int BUFFER_BYTES = 256 << 10;
    private static final long SWEEP_NANOS = Duration.ofMillis(50).toNanos();
    private static final long NANOS_PER_MILLI = 1_000_000;

    /** Is told the time now and then, in nanoseconds since the load began. */
    @FunctionalInterface
    interface Watcher {
        void at(long now, Load load);
    }

    private final SelectorProvider sockets;
    private final InetSocketAddress address;
    private final RequestText text;
    private final Watcher watcher;
    private final BooleanSupplier cancelled;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);

    /** @param cancelled whether to come to an end at once */
    HttpLoop(InetSocketAddress address, RequestText text, Watcher watcher, BooleanSupplier cancelled) {
        this(SelectorProvider.provider(), address, text, watcher, cancelled);
    }

    /** @param sockets opens the connections */
    HttpLoop(
            SelectorProvider sockets,
            InetSocketAddress address,
            RequestText text,
            Watcher watcher,
            BooleanSupplier cancelled) {
        this.sockets = sockets;
        this.address = address;
        this.text = text;
        this.watcher = watcher;
        this.cancelled = cancelled;
    }

    /**
     * Sends all of a load, and returns when it is done.
     *
     * @throws BenchFailed when there cannot be as many connections as it wants
     */
    void run(Load load) throws IOException {
        try (Selector selector = sockets.openSelector()) {
            new Pass(load, selector).run();
        }
    }

    /** One load over connections of its own. */
    private final class Pass {
        private final Load load;
        private final Selector selector;
        private final List<HttpConnection> connections = new ArrayList<>();
        private final long origin = System.nanoTime();
        private long swept = -SWEEP_NANOS;

        Pass(Load load, Selector selector) {
            this.load = load;
            this.selector = selector;
            for (int i = 0; i < load.phase().connections(); i++) {
                connections.add(new HttpConnection(sockets, selector, address));
            }
        }

        void run() throws IOException {
            try {
                for (long now = now(); !load.isDone(now) && !cancelled.getAsBoolean(); now = now()) {
                    if (now - swept >= SWEEP_NANOS) {
                        swept = now;
                        sweep(now);
                        watcher.at(now, load);
                    }
                    selector.select(this::serve, pauseMillis(now));
                    sendWhatIsDue();
                }
            } finally {
                connections.forEach(connection -> connection.close(now()));
            }
        }

        /** At least a millisecond, which is the finest that a selector knows; an answer ends the wait. */
        private long pauseMillis(long now) {
            long nanos = Math.min(load.nanosUntilNext(now), SWEEP_NANOS);
            return Math.max(1, nanos / NANOS_PER_MILLI);
        }

        private void serve(SelectionKey key) {
            HttpConnection connection = (HttpConnection) key.attachment();
            try {
                if (connection.isConnecting()) {
                    connection.finishConnecting();
                } else if (key.isWritable()) {
                    connection.write();
                }
                if (key.isReadable()) {
                    read(connection);
                }
            } catch (IOException e) {
                lose(connection, connection.isConnecting() ? CONNECTION_REFUSED : CONNECTION_CUT);
            }
        }

        private void read(HttpConnection connection) throws IOException {
            Exchange exchange = connection.exchange();
            Answer answer = connection.read(buffer);
            if (exchange != null && answer != null) {
                long now = now();
                connection.free(now);
                load.answered(exchange, answer, now);
                sendNext(connection, now);
            }
        }

        private void sendWhatIsDue() {
            long now = now();
            if (load.nanosUntilNext(now) > 0) {
                return;
            }
            for (HttpConnection connection : connections) {
                if (connection.isFree() && !sendNext(connection, now)) {
                    return;
                }
            }
        }

        private boolean sendNext(HttpConnection connection, long now) {
            Exchange next = connection.isFree() ? load.next(now) : null;
            if (next == null) {
                return false;
            }
            try {
                connection.send(next, text, now);
            } catch (IOException e) {
                lose(connection, CONNECTION_CUT);
            }
            return true;
        }

        private void sweep(long now) {
            for (HttpConnection connection : connections) {
                if (connection.isLate(now)) {
                    lose(connection, TIMED_OUT);
                }
                try {
                    connection.openIfClosed(now);
                } catch (IOException e) {
                    lose(connection, CONNECTION_REFUSED);
                }
            }
        }

        private void lose(HttpConnection connection, String code) {
            Exchange carried = connection.exchange();
            boolean wasConnecting = connection.isConnecting();
            connection.close(now());
            if (carried != null) {
                load.cut(carried, code, now());
            } else if (wasConnecting) {
                load.measurements().failed(code);
            }
        }

        private long now() {
            return System.nanoTime() - origin;
        }
    }
}
