package io.pacioli.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pacioli.infra.cli.ServiceProcess;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service that is told to stop while it is busy has, when it is started again, everything that it had answered. */
class OrderlyStopTest {
    private static final int CLIENTS = 8;
    private static final int ANSWERS_BEFORE = 300;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String TRANSACTIONS = "/v1/ledgers/main/transactions";
    private static final String TRANSFER = """
            {"postings":[{"account":"assets:cash","direction":"debit","amount":"1.00","currency":"EUR"},
             {"account":"equity:opening","direction":"credit","amount":"1.00","currency":"EUR"}]}""";

    @TempDir
    Path data;

    private final Map<String, String> answered = new ConcurrentHashMap<>();

    @Test
    void a_service_that_is_told_to_stop_under_load_keeps_what_it_answered() throws Exception {
        try (ServiceProcess service = start()) {
            service.post("/v1/ledgers", "ledger", """
                    {"id":"main","name":"Main","timeZone":"UTC","chart":"open","currencies":[{"code":"EUR"}]}""");
            try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int client = 0; client < CLIENTS; client++) {
                    String prefix = "client-" + client + "-";
                    clients.execute(() -> postUntilItEnds(service, prefix));
                }
                await().atMost(PATIENCE).until(() -> answered.size() >= ANSWERS_BEFORE);
                service.terminate();
            }
        }

        try (ServiceProcess again = start()) {
            for (Map.Entry<String, String> each : answered.entrySet()) {
                HttpResponse<String> replay = again.post(TRANSACTIONS, each.getKey(), TRANSFER);
                assertThat(replay.headers().firstValue("Idempotency-Replayed")).hasValue("true");
                assertThat(replay.body()).isEqualTo(each.getValue());
            }
        }
    }

    private ServiceProcess start() {
        return ServiceProcess.start(data, Map.of("PACIOLI_EMBEDDED_SETTINGS_MIN_WAL_SIZE", "80MB"))
                .ready();
    }

    private void postUntilItEnds(ServiceProcess service, String prefix) {
        try {
            for (int number = 0; service.isRunning(); number++) {
                HttpResponse<String> answer = service.post(TRANSACTIONS, prefix + number, TRANSFER);
                if (answer.statusCode() == 201) {
                    answered.put(prefix + number, answer.body());
                } else {
                    assertThat(answer.statusCode()).isEqualTo(503);
                }
            }
        } catch (IOException e) {
            // It takes no more connections; what was in the air is not answered, and so not asked for again.
            assertThat(answered).isNotEmpty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
