package io.pacioli.infra.cli.benching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The network's side of a load, where the network fails. */
@Timeout(60)
class HttpLoopTest {

    private static final BenchPlan PLAN = Plans.transfers(2, 1);
    private static final Requests REQUESTS = new Requests(PLAN);
    private static final URI SERVICE = URI.create("http://localhost");

    private final AtomicBoolean cancelled = new AtomicBoolean();

    @Test
    void a_load_that_nobody_takes_ends_by_time_and_counts_what_was_refused() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        Load load =
                load(new Phase(10, Long.MAX_VALUE, 2, 0, Duration.ofMillis(300).toNanos(), 0));

        loop(free).run(load);

        assertThat(load.measurements().errors()).containsOnlyKeys("CONNECTION_REFUSED");
        assertThat(load.measurements().answered()).isZero();
        assertThat(load.unanswered()).isZero();
    }

    @Test
    void what_is_cut_off_stays_unanswered_until_it_is_sent_again_and_a_cancelled_load_ends_at_once() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Load load = load(new Phase(10, 1, 1, 0, Load.NEVER, 0));
            Thread.ofVirtual().start(() -> hangUp(server, 3));

            loop(server.getLocalPort()).run(load);

            assertThat(load.measurements().errors().get("CONNECTION_CUT")).isBetween(3L, 4L);
            assertThat(load.unanswered()).isEqualTo(1);
        }
    }

    @Test
    void where_no_more_connections_can_be_opened_it_says_so_and_what_to_do() {
        Load load = load(new Phase(10, 1, 1, 0, Load.NEVER, 0));
        HttpLoop loop = new HttpLoop(
                new SocketsUsedUp(),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 1),
                new RequestText(REQUESTS, new Run("r", 1), SERVICE),
                (now, watched) -> {},
                cancelled::get);

        assertThatThrownBy(() -> loop.run(load))
                .isInstanceOf(BenchFailed.class)
                .hasMessage(
                        "No more connections can be opened (Too many open files). Give fewer --connections, or allow more with ulimit -n.");
    }

    /** Takes so many requests and hangs up on each; then has the load cancelled. */
    private void hangUp(ServerSocket server, int count) {
        try {
            for (int i = 0; i < count; i++) {
                try (Socket client = server.accept()) {
                    assertThat(client.getInputStream().read()).isEqualTo('P');
                }
            }
            try (Socket client = server.accept()) {
                assertThat(client.getInputStream().read()).isEqualTo('P');
                cancelled.set(true);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpLoop loop(int port) {
        return new HttpLoop(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                new RequestText(REQUESTS, new Run("r", 1), SERVICE),
                (now, load) -> {},
                cancelled::get);
    }

    private static Load load(Phase phase) {
        return new Load(phase, REQUESTS, new OwnBook(PLAN, REQUESTS), new Measurements(phase));
    }
}
