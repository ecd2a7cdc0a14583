package io.pacioli.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A service that is killed in the middle of a rebuild, as a process, again and again. */
@Timeout(300)
class KilledRebuildTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Map<String, String> SETTINGS = Map.of("PACIOLI_REBUILD_CLAIM_TIMEOUT", "2s");
    private static final String REBUILDS = "/v1/projections/all/rebuilds";
    private static final int KILLS = 3;
    private static final int BATCHES = 15;
    private static final int ITEMS = 200;

    @TempDir
    private Path data;

    @Test
    void a_rebuild_goes_on_where_it_was_whenever_its_service_is_killed_and_ends_equal_and_switched() throws Exception {
        int transfers = 0;
        long done = 0;
        try (ServiceProcess service = ServiceProcess.start(data, SETTINGS).ready()) {
            post(service, "/v1/ledgers", """
                    {"id":"book","name":"Book","timeZone":"UTC","chart":"open","currencies":[{"code":"EUR"}]}""");
            for (int batch = 0; batch < BATCHES; batch++) {
                transfers += transfer(service, ITEMS);
            }
            post(service, REBUILDS, "{\"eventsPerSecondMax\":200}");
            done = killLaterThan(service, 0);
        }
        for (int kill = 1; kill < KILLS; kill++) {
            try (ServiceProcess service = ServiceProcess.start(data, SETTINGS).ready()) {
                assertThat(rebuild(service).path("eventsDone").longValue()).isGreaterThanOrEqualTo(done);
                transfers += transfer(service, 5);
                done = killLaterThan(service, done);
            }
        }
        try (ServiceProcess service = ServiceProcess.start(data, SETTINGS).ready()) {
            post(service, REBUILDS + "/1/throttle", "{}");
            await().atMost(PATIENCE)
                    .until(() -> rebuild(service).path("state").stringValue().equals("switched"));

            JsonNode ended = rebuild(service);
            assertThat(ended.at("/comparison/differences").longValue()).isZero();
            assertThat(ended.at("/built/balances").intValue()).isEqualTo(2);
            transfers += transfer(service, 5);
            String balance = "\"balance\":\"%d.00\"".formatted(transfers);
            await().atMost(PATIENCE)
                    .until(() -> service.get("/v1/ledgers/book/accounts/assets:bank")
                            .body()
                            .contains(balance));
        }
    }

    /** Kills it as soon as more has been committed; what had been by then is there for the next one. */
    private static long killLaterThan(ServiceProcess service, long before) throws IOException, InterruptedException {
        await().atMost(PATIENCE).until(() -> rebuild(service).path("eventsDone").longValue() > before);
        JsonNode rebuild = rebuild(service);
        assertThat(rebuild.path("state").stringValue()).isIn("filling", "catching-up");
        service.kill();
        return rebuild.path("eventsDone").longValue();
    }

    private static JsonNode rebuild(ServiceProcess service) throws IOException, InterruptedException {
        return JsonMapper.shared().readTree(service.get(REBUILDS + "/1").body());
    }

    private static int transfer(ServiceProcess service, int count) throws IOException, InterruptedException {
        String items = IntStream.range(0, count)
                .mapToObj(item -> """
                        {"type":"transaction","postings":[{"account":"assets:bank","direction":"debit","amount":"1.00","currency":"EUR"},
                          {"account":"income:sales%d","direction":"credit","amount":"1.00","currency":"EUR"}]}""".formatted(item % 7))
                .collect(Collectors.joining(","));
        post(service, "/v1/ledgers/book/batches", "{\"atomic\":true,\"items\":[" + items + "]}");
        return count;
    }

    private static void post(ServiceProcess service, String path, String body)
            throws IOException, InterruptedException {
        var answer = service.post(path, UUID.randomUUID().toString(), body);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 202);
    }
}
