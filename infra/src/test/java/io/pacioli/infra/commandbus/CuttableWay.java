package io.pacioli.infra.commandbus;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pacioli.infra.postgres.TestDatabase;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A way to the database that is cut, goes silent or stops at a chosen statement, as a network would at its worst moment.
 *
 * <p>It understands as much of PostgreSQL's protocol as it takes to see a statement go by and its end come back.
 */
final class CuttableWay implements AutoCloseable {

    private static final int SOCKET_TIMEOUT_SECONDS = 60;

    /** What happens to a statement on its way. */
    enum Fate {
        /** The connection is cut, and the server never sees it. */
        LOST_BEFORE,
        /** The server has done it, and the connection is cut before the client hears of that. */
        LOST_AFTER,
        /** Neither it nor anything after it arrives, and nobody is told. */
        SILENCE
    }

    private record Trap(String statement, Fate fate) {}

    /** A statement that is kept on its way until it is let go. */
    static final class Kept {
        private final String statement;
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);

        private Kept(String statement) {
            this.statement = statement;
        }

        void awaitReached() throws InterruptedException {
            Waiting.on(reached);
        }

        void release() {
            released.countDown();
        }
    }

    private final TestDatabase database;
    private final URI target;
    private final ServerSocket listening;
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final AtomicReference<Trap> trap = new AtomicReference<>();
    private final AtomicReference<Kept> kept = new AtomicReference<>();
    private volatile boolean refusing;

    CuttableWay(TestDatabase database) {
        this.database = database;
        target = URI.create(database.url().substring("jdbc:".length()));
        try {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /** Connections of the service's role that take this way. */
    DataSource dataSource() {
        return dataSource(SOCKET_TIMEOUT_SECONDS);
    }

    DataSource dataSource(int socketTimeoutSeconds) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl("jdbc:postgresql://127.0.0.1:%d%s".formatted(listening.getLocalPort(), target.getPath()));
        dataSource.setUser(database.serviceCredentials().user());
        dataSource.setPassword(database.serviceCredentials().password());
        // Each statement goes by with its text, and nothing goes by that cannot be read.
        dataSource.setPrepareThreshold(0);
        dataSource.setSslMode("disable");
        dataSource.setGssEncMode("disable");
        dataSource.setSocketTimeout(socketTimeoutSeconds);
        return dataSource;
    }

    /** Has the next statement with this text in it meet its fate. */
    void next(String statement, Fate fate) {
        trap.set(new Trap(statement, fate));
    }

    /** Keeps the next statement with this text in it, and all that follows on its connection, until it is released. */
    Kept keepNext(String statement) {
        Kept keeping = new Kept(statement);
        kept.set(keeping);
        return keeping;
    }

    /** Whether a statement has met the fate that was meant for it. */
    boolean isDone() {
        return trap.get() == null;
    }

    /** Cuts every connection and lets no new one through, or lets them through again. */
    void refuse(boolean refuse) {
        refusing = refuse;
        if (refuse) {
            open.forEach(Connection::cut);
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                if (refusing) {
                    client.close();
                } else {
                    Connection connection = new Connection(client, new Socket(target.getHost(), target.getPort()));
                    open.add(connection);
                    Thread.ofVirtual().start(connection::forward);
                    Thread.ofVirtual().start(connection::answer);
                }
            }
        } catch (IOException e) {
            close();
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        open.forEach(Connection::cut);
    }

    private final class Connection {
        private static final int LENGTH_BYTES = 4;
        private static final int QUERY = 'Q';
        private static final int PARSE = 'P';
        private static final int READY_FOR_QUERY = 'Z';

        private final Socket client;
        private final Socket server;
        private volatile boolean silent;
        private volatile boolean cutWhenDone;

        Connection(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        private static DataInputStream in(Socket socket) throws IOException {
            return new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        }

        private static DataOutputStream out(Socket socket) throws IOException {
            socket.setTcpNoDelay(true);
            return new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
        }

        void forward() {
            try {
                DataInputStream in = in(client);
                DataOutputStream out = out(server);
                pass(in, out, -1);
                while (true) {
                    int type = in.read();
                    if (type < 0) {
                        cut();
                        return;
                    }
                    pass(in, out, type);
                }
            } catch (IOException e) {
                cut();
            }
        }

        /** Takes one message, and sends it on if nothing happens to it; only the first has no type. */
        private void pass(DataInputStream in, DataOutputStream out, int type) throws IOException {
            int length = in.readInt();
            byte[] body = in.readNBytes(length - LENGTH_BYTES);
            if (type == QUERY || type == PARSE) {
                meet(new String(body, UTF_8));
            }
            if (!silent) {
                if (type >= 0) {
                    out.writeByte(type);
                }
                out.writeInt(length);
                out.write(body);
                out.flush();
            }
        }

        private void meet(String statement) throws IOException {
            Kept keeping = kept.get();
            if (keeping != null && statement.contains(keeping.statement) && kept.compareAndSet(keeping, null)) {
                keeping.reached.countDown();
                try {
                    Waiting.on(keeping.released);
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
            Trap set = trap.get();
            if (set != null && statement.contains(set.statement()) && trap.compareAndSet(set, null)) {
                switch (set.fate()) {
                    case LOST_BEFORE -> {
                        cut();
                        throw new IOException("lost");
                    }
                    case LOST_AFTER -> cutWhenDone = true;
                    case SILENCE -> silent = true;
                }
            }
        }

        void answer() {
            try {
                DataInputStream in = in(server);
                DataOutputStream out = out(client);
                for (int type = in.read(); type >= 0; type = in.read()) {
                    int length = in.readInt();
                    byte[] body = in.readNBytes(length - LENGTH_BYTES);
                    if (cutWhenDone) {
                        if (type == READY_FOR_QUERY) {
                            break;
                        }
                    } else if (!silent) {
                        out.writeByte(type);
                        out.writeInt(length);
                        out.write(body);
                        out.flush();
                    }
                }
                cut();
            } catch (IOException e) {
                cut();
            }
        }

        void cut() {
            open.remove(this);
            try (client;
                    server) {
                silent = true;
            } catch (IOException e) {
                silent = true;
            }
        }
    }
}
