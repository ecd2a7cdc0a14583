package io.pacioli.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The events of a ledger as a stream that goes on. */
@Timeout(120)
class EventStreamTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** One connection that reads events as they come. */
    private static final class Following implements AutoCloseable {

        private final HttpURLConnection connection;
        private final BufferedReader lines;

        Following(Service service, String path, Map<String, String> headers) throws IOException {
            connection = (HttpURLConnection) service.uri(path).toURL().openConnection();
            connection.setReadTimeout((int) PATIENCE.toMillis());
            connection.setRequestProperty("Accept", "text/event-stream");
            headers.forEach(connection::setRequestProperty);
            assertThat(connection.getResponseCode()).isEqualTo(200);
            assertThat(connection.getContentType()).startsWith("text/event-stream");
            lines = new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
        }

        /** The next event; null where the stream has ended. */
        Map<String, String> next() throws IOException {
            Map<String, String> event = new TreeMap<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty() && !event.isEmpty()) {
                    return event;
                }
                if (!line.isEmpty() && !line.startsWith(":")) {
                    event.put(line.substring(0, line.indexOf(':')), line.substring(line.indexOf(':') + 2));
                }
            }
            return null;
        }

        List<Long> numbers(int count) throws IOException {
            List<Long> numbers = new ArrayList<>();
            while (numbers.size() < count) {
                numbers.add(Long.parseLong(next().get("id")));
            }
            return numbers;
        }

        @Override
        public void close() {
            connection.disconnect();
        }
    }

    private static void transfer(Service service, String ledger) {
        service.post(ledger + "/transactions", """
                {"postings":[{"account":"assets:bank","direction":"debit","amount":"1.00","currency":"EUR"},
                 {"account":"equity:owner","direction":"credit","amount":"1.00","currency":"EUR"}]}""").expect(201);
    }

    @Test
    void it_begins_with_the_first_event_and_goes_on_with_what_is_recorded() throws IOException {
        Service service = Service.shared();
        String ledger = service.openLedger("open");
        try (Following following = new Following(service, ledger + "/events", Map.of())) {
            Map<String, String> opened = following.next();
            assertThat(opened).containsEntry("id", "1").containsEntry("event", "ledger-opened");
            JsonNode page = service.get(ledger + "/events").json().path("data").get(0);
            assertThat(JsonMapper.shared().readTree(opened.get("data"))).isEqualTo(page);

            transfer(service, ledger);

            assertThat(following.next()).containsEntry("id", "2").containsEntry("event", "account-opened");
            assertThat(following.numbers(2)).containsExactly(3L, 4L);
        }
    }

    @Test
    void who_comes_back_misses_nothing_and_sees_nothing_twice() throws IOException {
        Service service = Service.shared();
        String ledger = service.openLedger("open");
        transfer(service, ledger);
        transfer(service, ledger);
        try (Following following = new Following(service, ledger + "/events?after=1", Map.of())) {
            assertThat(following.numbers(2)).containsExactly(2L, 3L);
        }

        try (Following back = new Following(service, ledger + "/events?after=1", Map.of("Last-Event-ID", "3"))) {
            assertThat(back.numbers(2)).containsExactly(4L, 5L);
        }
    }

    @Test
    void many_writers_make_no_gap() throws IOException {
        Service service = Service.shared();
        String ledger = service.openLedger("open");
        List<CompletableFuture<Void>> writers = new ArrayList<>();
        try (Following following = new Following(service, ledger + "/events", Map.of())) {
            for (int i = 0; i < 50; i++) {
                writers.add(CompletableFuture.runAsync(() -> transfer(service, ledger)));
            }
            writers.forEach(CompletableFuture::join);

            List<Long> numbers = following.numbers(53);

            for (int i = 0; i < numbers.size(); i++) {
                assertThat(numbers.get(i)).isEqualTo(i + 1L);
            }
        }
    }

    @Test
    void it_ends_when_the_service_stops_and_does_not_hold_it_up() throws IOException {
        try (Service service = Service.start()) {
            String ledger = service.openLedger("open");
            try (Following following = new Following(service, ledger + "/events", Map.of())) {
                following.next();
                CompletableFuture<Void> stopping = CompletableFuture.runAsync(service::stop);

                assertThat(following.next()).isNull();
                await().atMost(PATIENCE).until(stopping::isDone);
            }
        }
    }

    @Test
    void more_clients_than_it_bears_are_told_to_come_again() throws IOException {
        try (Service service = Service.start()) {
            String ledger = service.openLedger("open");
            List<Following> all = new ArrayList<>();
            try {
                for (int i = 0; i < 256; i++) {
                    all.add(new Following(service, ledger + "/events", Map.of()));
                }
                service.send(service.request(ledger + "/events")
                                .header("Accept", "text/event-stream")
                                .GET())
                        .expectProblem(503, "QUERY_UNAVAILABLE");
            } finally {
                all.forEach(Following::close);
            }
        }
    }

    @Test
    void who_asks_for_the_head_alone_or_takes_a_page_as_well_is_not_taken_for_a_listener() {
        Service service = Service.shared();
        String ledger = service.openLedger("open");

        service.send(service.request(ledger + "/events")
                        .header("Accept", "text/event-stream")
                        .HEAD())
                .expect(200);
        for (String accepted : new String[] {
            "application/json, text/event-stream",
            "text/event-stream;q=0, application/json;q=0.5",
            "text/event-stream;q=0.1, application/json"
        }) {
            Reply page = service.send(service.request(ledger + "/events")
                            .header("Accept", accepted)
                            .GET())
                    .expect(200);
            assertThat(page.json().path("data")).hasSize(1);
        }
    }

    @Test
    void what_cannot_be_followed_is_refused() {
        Service service = Service.shared();
        String ledger = service.openLedger("open");

        refused(service, "/v1/ledgers/none/events", "0").expectProblem(404, "LEDGER_NOT_FOUND");
        refused(service, ledger + "/events", "2").expectProblem(400, "JOURNAL_NUMBER_AHEAD");
        refused(service, ledger + "/events", "one").expectProblem(400, "PARAMETER_MALFORMED");
        refused(service, ledger + "/events?limit=5", "1").expectProblem(400, "PARAMETER_UNKNOWN");
        service.get(ledger + "/events?after=2").expectProblem(400, "JOURNAL_NUMBER_AHEAD");
        service.get(ledger + "/events?after=-1").expectProblem(400, "PARAMETER_MALFORMED");
        assertThat(service.get(ledger + "/events?after=1").expect(200).json().path("data"))
                .isEmpty();
    }

    private static Reply refused(Service service, String path, String lastEventId) {
        return service.send(service.request(path)
                .header("Accept", "text/event-stream")
                .header("Last-Event-ID", lastEventId)
                .GET());
    }
}
