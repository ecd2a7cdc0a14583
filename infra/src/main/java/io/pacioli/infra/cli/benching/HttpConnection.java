package io.pacioli.infra.cli.benching;

import io.pacioli.infra.cli.service.Answer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One connection that is kept, and opened anew when it was lost; it carries one request at a time. */
final class HttpConnection {

    /** How long an answer is waited for. */
    static final long ANSWER_NANOS_MAX = Duration.ofSeconds(30).toNanos();

    private static final long CONNECT_NANOS_MAX = Duration.ofSeconds(5).toNanos();
    private static final long RECONNECT_NANOS = Duration.ofMillis(100).toNanos();

    private enum State {
        CLOSED,
        CONNECTING,
        FREE,
        BUSY
    }

    private final SelectorProvider sockets;
    private final Selector selector;
    private final InetSocketAddress address;
    private final Bytes request = new Bytes();
    private final AnswerReader reader = new AnswerReader();
    private State state = State.CLOSED;
    private @Nullable SocketChannel channel;
    private @Nullable SelectionKey key;
    private @Nullable Exchange exchange;
    private ByteBuffer unsent = request.asBuffer();
    private long deadline;

    HttpConnection(SelectorProvider sockets, Selector selector, InetSocketAddress address) {
        this.sockets = sockets;
        this.selector = selector;
        this.address = address;
    }

    boolean isFree() {
        return state == State.FREE;
    }

    boolean isConnecting() {
        return state == State.CONNECTING;
    }

    /** The request that it carries, or null. */
    @Nullable
    Exchange exchange() {
        return exchange;
    }

    /**
     * Begins to connect where there is no connection, unless it was lost only just now.
     *
     * @throws BenchFailed when this process may not open another one
     */
    void openIfClosed(long now) throws IOException {
        if (state != State.CLOSED || now < deadline) {
            return;
        }
        SocketChannel opened = socket();
        opened.configureBlocking(false);
        opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel = opened;
        key = opened.register(selector, SelectionKey.OP_CONNECT, this);
        state = State.CONNECTING;
        deadline = now + CONNECT_NANOS_MAX;
        if (opened.connect(address)) {
            connected();
        }
    }

    private SocketChannel socket() {
        try {
            return sockets.openSocketChannel();
        } catch (IOException e) {
            throw new BenchFailed(
                    "No more connections can be opened (%s). Give fewer --connections, or allow more with ulimit -n."
                            .formatted(e.getMessage()));
        }
    }

    void finishConnecting() throws IOException {
        if (channel().finishConnect()) {
            connected();
        }
    }

    private void connected() {
        state = State.FREE;
        key().interestOps(SelectionKey.OP_READ);
    }

    void send(Exchange next, RequestText text, long now) throws IOException {
        exchange = next;
        state = State.BUSY;
        deadline = now + ANSWER_NANOS_MAX;
        reader.begin();
        text.write(next.number(), request);
        unsent = request.asBuffer();
        write();
    }

    void write() throws IOException {
        channel().write(unsent);
        int interest = unsent.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
        if (key().interestOps() != interest) {
            key().interestOps(interest);
        }
    }

    /**
     * Reads what has arrived.
     *
     * @param buffer to read into; its content is of no interest before and after
     * @return the answer to what was sent, once it is complete; null until then
     */
    @Nullable
    Answer read(ByteBuffer buffer) throws IOException {
        while (true) {
            buffer.clear();
            int count = channel().read(buffer);
            if (count < 0) {
                throw new IOException("the service closed the connection");
            }
            if (count == 0) {
                return null;
            }
            Exchange carried = exchange;
            if (carried == null) {
                throw new IOException("an answer that nobody asked for");
            }
            if (reader.take(buffer.flip(), carried.wantsBody())) {
                return reader.answer();
            }
            if (count < buffer.capacity()) {
                return null;
            }
        }
    }

    /** Gets ready for the next request, after an answer. */
    void free(long now) {
        exchange = null;
        state = State.FREE;
        if (reader.isClosing()) {
            close(now);
        }
    }

    boolean isLate(long now) {
        return (state == State.BUSY || state == State.CONNECTING) && now >= deadline;
    }

    /** Closes it for now; what it carried is the caller's to take care of. */
    void close(long now) {
        if (key != null) {
            key.cancel();
        }
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                // It was to be closed, and is of no use to anybody either way.
            }
        }
        boolean wasOrderly = state == State.FREE;
        exchange = null;
        state = State.CLOSED;
        deadline = wasOrderly ? now : now + RECONNECT_NANOS;
    }

    private SocketChannel channel() {
        if (channel == null) {
            throw new IllegalStateException("not connected");
        }
        return channel;
    }

    private SelectionKey key() {
        if (key == null) {
            throw new IllegalStateException("not connected");
        }
        return key;
    }
}
