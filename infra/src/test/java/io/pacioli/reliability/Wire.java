package io.pacioli.reliability;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** A network between a node and its database, whose connections can be cut in the middle of what they carry, or go silent. */
final class Wire implements AutoCloseable {

    private static final int BUFFER_BYTES = 8_192;
    private static final int BACKLOG = 100;
    private static final long UNLIMITED = Long.MAX_VALUE;

    private final Supplier<OptionalInt> target;
    private final ServerSocket listening;
    private final Set<Line> lines = ConcurrentHashMap.newKeySet();
    private final AtomicInteger cuts = new AtomicInteger();
    private volatile boolean silent;

    /** @param target the port of the database on this machine, which may be another one after each of its starts */
    Wire(Supplier<OptionalInt> target) {
        this.target = target;
        try {
            this.listening = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("wire").start(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    /** Lets every open connection carry so many bytes at most, and then cuts it, wherever in a message that is. */
    void cutAfter(long bytes) {
        lines.forEach(line -> line.carriesYet.accumulateAndGet(bytes, Math::min));
    }

    /** How many connections were cut because they had carried as much as they were to. */
    int cuts() {
        return cuts.get();
    }

    /** Loses every byte, and tells nobody, until it is over; what was open is cut then. */
    void silence(boolean beSilent) {
        silent = beSilent;
        if (!beSilent) {
            lines.forEach(Line::cut);
        }
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                if (!isConnected(client, target.get())) {
                    client.close();
                }
            } catch (IOException e) {
                // Whoever called will call again; where this is closed, the loop ends.
            }
        }
    }

    /** Whether there was a database to go on to. */
    private boolean isConnected(Socket client, OptionalInt port) {
        if (port.isEmpty()) {
            return false;
        }
        try {
            connect(client, port.getAsInt());
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void connect(Socket client, int port) throws IOException {
        Line line = new Line(client, new Socket(InetAddress.getLoopbackAddress(), port));
        lines.add(line);
        Thread.ofVirtual().start(() -> line.carry(line.client, line.server));
        Thread.ofVirtual().start(() -> line.carry(line.server, line.client));
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        lines.forEach(Line::cut);
    }

    /** One connection, from a node and on to the server. */
    private final class Line {
        private final Socket client;
        private final Socket server;
        private final AtomicLong carriesYet = new AtomicLong(UNLIMITED);

        Line(Socket client, Socket server) throws IOException {
            this.client = client;
            this.server = server;
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
        }

        private void carry(Socket from, Socket to) {
            byte[] buffer = new byte[BUFFER_BYTES];
            try (from;
                    to;
                    InputStream in = from.getInputStream();
                    OutputStream out = to.getOutputStream()) {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    long before = carriesYet.getAndAdd(-read);
                    if (!silent) {
                        out.write(buffer, 0, Math.clamp(before, 0, read));
                    }
                    if (before < read) {
                        cuts.incrementAndGet();
                        return;
                    }
                }
            } catch (IOException e) {
                // Cut, from here or from one of the ends; both are closed now.
                carriesYet.set(0);
            } finally {
                lines.remove(this);
            }
        }

        private void cut() {
            try (client;
                    server) {
                lines.remove(this);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
