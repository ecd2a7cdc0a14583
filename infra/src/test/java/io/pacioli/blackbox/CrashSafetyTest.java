package io.pacioli.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pacioli.infra.cli.ServiceProcess;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What was acknowledged survives: the service or its database ends in the middle of a load, and afterwards every key that was
 * answered gives its first answer again, while a key that was not answered can be sent once more and counts once.
 */
class CrashSafetyTest {
    private static final int CLIENTS = 8;
    private static final int ANSWERS_BEFORE = 300;
    private static final int ANSWERS_AFTER = 300;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int EVENTS_OF_OPENING = 3;
    private static final String LEDGER = "/v1/ledgers/main";
    private static final String TRANSFER = """
            {"postings":[{"account":"assets:cash","direction":"debit","amount":"1.00","currency":"EUR"},
             {"account":"equity:opening","direction":"credit","amount":"1.00","currency":"EUR"}]}""";

    private static final Map<String, String> ENVIRONMENT = Map.of(
            "PACIOLI_QUERY_ENABLED", "false",
            "PACIOLI_PROJECTIONS_ENABLED", "false",
            "PACIOLI_EMBEDDED_SETTINGS_MIN_WAL_SIZE", "80MB");

    @TempDir
    Path data;

    private final Set<String> sent = ConcurrentHashMap.newKeySet();
    private final Map<String, String> answered = new ConcurrentHashMap<>();
    private final AtomicBoolean over = new AtomicBoolean();

    @AfterEach
    void endLoad() {
        over.set(true);
    }

    @Test
    void a_killed_service_has_lost_and_doubled_nothing() throws Exception {
        try (var service = open()) {
            underLoad(service, service::kill);
        }

        try (var again = start()) {
            audit(again);
        }
    }

    @Test
    void a_service_that_is_told_to_stop_answers_what_it_took() throws Exception {
        try (var service = open()) {
            underLoad(service, service::terminate);
        }

        try (var again = start()) {
            audit(again);
        }
    }

    @Test
    void a_killed_database_comes_back_and_has_lost_and_doubled_nothing() throws Exception {
        try (var service = open()) {
            underLoad(service, () -> {
                int before = answered.size();
                killDatabase();
                awaitAnswers(before + ANSWERS_AFTER);
            });

            audit(service);
        }
    }

    private ServiceProcess start() {
        return ServiceProcess.start(data, ENVIRONMENT).ready();
    }

    private ServiceProcess open() throws IOException, InterruptedException {
        var service = start();
        service.post("/v1/ledgers", "ledger", """
                {"id":"main","name":"Main","timeZone":"UTC","chart":"open","currencies":[{"code":"EUR","scale":2}]}""");
        post(service, "first");
        return service;
    }

    /** Posts from several clients at once until {@code end} has done its work, each client with one key after the other. */
    private void underLoad(ServiceProcess service, Ending end) throws Exception {
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int client = 0; client < CLIENTS; client++) {
                var prefix = "client-" + client + "-";
                clients.execute(() -> {
                    for (int number = 0; !over.get() && service.isRunning(); number++) {
                        send(service, prefix + number);
                    }
                });
            }
            awaitAnswers(ANSWERS_BEFORE);
            end.run();
            over.set(true);
        }
    }

    /** Sends one key until it is answered, as a careful client does: each attempt may have been the one that counted. */
    private void send(ServiceProcess service, String key) {
        try {
            while (!over.get() && service.isRunning() && !isAnswered(service, key)) {
                Thread.onSpinWait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isAnswered(ServiceProcess service, String key) throws InterruptedException {
        try {
            return post(service, key).statusCode() == 201;
        } catch (IOException e) {
            return false;
        }
    }

    private HttpResponse<String> post(ServiceProcess service, String key) throws IOException, InterruptedException {
        sent.add(key);
        var answer = service.post(LEDGER + "/transactions", key, TRANSFER);
        if (answer.statusCode() == 201) {
            answered.put(key, answer.body());
        }
        return answer;
    }

    private void audit(ServiceProcess service) throws IOException, InterruptedException {
        assertThat(answered).hasSizeGreaterThanOrEqualTo(ANSWERS_BEFORE);
        for (var each : Map.copyOf(answered).entrySet()) {
            var replay = service.post(LEDGER + "/transactions", each.getKey(), TRANSFER);
            assertThat(replay.statusCode()).as(replay.body()).isEqualTo(201);
            assertThat(replay.headers().firstValue("Idempotency-Replayed")).hasValue("true");
            assertThat(replay.body()).isEqualTo(each.getValue());
        }
        for (var key : Set.copyOf(sent)) {
            assertThat(post(service, key).statusCode()).isEqualTo(201);
        }
        var last = new Reply(post(service, "last"));
        assertThat(last.json().path("journalNumber").asLong()).isEqualTo(EVENTS_OF_OPENING + sent.size());
    }

    private void awaitAnswers(int count) {
        await().atMost(PATIENCE).until(() -> answered.size() >= count);
    }

    private void killDatabase() throws IOException {
        var lines = Files.readAllLines(data.resolve("postgres/postmaster.pid"));
        ProcessHandle.of(Long.parseLong(lines.getFirst())).orElseThrow().destroyForcibly();
    }

    private interface Ending {
        void run() throws Exception;
    }
}
