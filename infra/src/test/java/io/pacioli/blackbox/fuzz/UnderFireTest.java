package io.pacioli.blackbox.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.infra.cli.ServiceProcess;
import io.pacioli.infra.web.ProblemStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Thousands of spoilt requests to every endpoint of a service with little memory. Whatever they are, the service answers in time,
 * never with a 5xx, never with its insides, and keeps what it has acknowledged and nothing else.
 *
 * <p>Each request has a number and comes from it and the seed alone: {@code -Dpacioli.fuzz.seed=…} with
 * {@code -Dpacioli.fuzz.first=…} and {@code -Dpacioli.fuzz.requests=1} sends one again.
 */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(3_600)
class UnderFireTest {

    private static final Path DESCRIPTION = Path.of("../docs/openapi.json");

    /** Fixed, so that no change is blamed for what another seed finds; long runs are given others. */
    private static final long SEED = Long.getLong("pacioli.fuzz.seed", 1494);

    private static final int FIRST = Integer.getInteger("pacioli.fuzz.first", 0);
    private static final int REQUESTS = Integer.getInteger("pacioli.fuzz.requests", 5_000);

    /** After so much harm there is no more to be learnt from the rest. */
    private static final int TOLD_MAX = 10;

    private static final int AGAIN_MAX = 5;

    /** So many that together they are larger than all the memory, each nearly as large as a batch may be. */
    private static final int LARGE_REQUESTS = 48;

    private static final int LARGE_ITEMS = 130;

    private static final Map<String, String> LITTLE_MEMORY =
            Map.of("JDK_JAVA_OPTIONS", "-Xmx256m -XX:+ExitOnOutOfMemoryError");

    private static final Pattern INSIDES = Pattern.compile(
            "\\tat |Exception|java\\.(lang|util|io)|org\\.(springframework|apache|axonframework|postgresql)|io\\.pacioli|tools\\.jackson"
                    + "|SQLSTATE|Apache Tomcat|<html",
            Pattern.CASE_INSENSITIVE);

    @TempDir
    static Path directory;

    private final AcknowledgedBooks books = new AcknowledgedBooks();
    private final List<String> cursors = new ArrayList<>();
    private final Map<String, Integer> answered = new TreeMap<>();
    private ServiceProcess process;
    private Wire wire;
    private List<Endpoint> endpoints;

    @BeforeAll
    void start() throws IOException {
        System.out.printf("under fire: -Dpacioli.fuzz.seed=%d%n", SEED);
        endpoints = Endpoint.all(JsonMapper.shared().readTree(Files.readString(DESCRIPTION)));
        process = ServiceProcess.start(directory.resolve("data"), LITTLE_MEMORY, "--unsafe")
                .ready();
        wire = new Wire(URI.create(process.address()).getPort());
        openBooks();
    }

    @AfterAll
    void stop() {
        if (process != null) {
            process.close();
        }
    }

    /** Everything that the examples name is there, so that each sound request is answered with a 2xx. */
    private void openBooks() {
        SplittableRandom random = new SplittableRandom(0);
        for (String id : List.of("another", "shop")) {
            send(post("/v1/ledgers", """
                    {"id":"%s","name":"Shop","timeZone":"Europe/Berlin","chart":"open","currencies":[{"code":"EUR"}]}""".formatted(id)), random);
        }
        for (String id : List.of("019c1344-cb00-7d5e-8b13-52a1d61b9f52", "019c1344-cb00-7d5e-8b13-52a1d61b9f53")) {
            send(post("/v1/ledgers/shop/transactions", """
                    {"id":"%s","postings":[{"account":"assets:bank","direction":"debit","amount":"100.00","currency":"EUR"},
                      {"account":"equity:owner","direction":"credit","amount":"100.00","currency":"EUR"}]}""".formatted(id)), random);
        }
        assertThat(books.size()).isEqualTo(2);
        for (Endpoint endpoint : endpoints) {
            if (endpoint.query().containsKey("cursor")) {
                String page = endpoint.path() + "?limit=1";
                cursors.add(page + "&cursor=" + read(page).path("next").stringValue());
            }
        }
    }

    private static Draft post(String target, String body) {
        Endpoint endpoint =
                new Endpoint("POST", target, Map.of(), JsonMapper.shared().readTree(body));
        return endpoint.draft("beginning-" + body.hashCode(), new SplittableRandom(0));
    }

    @Test
    void no_request_does_harm() {
        Set<String> spoilt = new TreeSet<>();
        List<String> harm = new ArrayList<>();
        for (int number = FIRST; number < FIRST + REQUESTS && harm.size() < TOLD_MAX; number++) {
            SplittableRandom random = new SplittableRandom(SEED + number * 0x9E3779B97F4A7C15L);
            Endpoint endpoint = endpoints.get(number % endpoints.size());
            spoilt.add(endpoint.toString());
            Draft draft = spoilt(endpoint, number, random);
            try {
                boolean broken = send(draft, random);
                for (int i = 0; i < AGAIN_MAX && broken && head() != books.position(); i++) {
                    // The answer was lost with the connection: the same key tells what became of it.
                    broken = send(draft, random);
                }
                assertThat(head()).as("the last position").isEqualTo(books.position());
            } catch (AssertionError | RuntimeException e) {
                harm.add("%n-Dpacioli.fuzz.seed=%d -Dpacioli.fuzz.first=%d -Dpacioli.fuzz.requests=1%n%s%n%s"
                        .formatted(SEED, number, draft, e));
            }
        }
        System.out.println("under fire: " + answered);
        assertThat(harm).as("%s", log()).isEmpty();
        assertThat(spoilt).hasSize(Math.min(REQUESTS, endpoints.size()));
        books.expectIn(this::read);
        assertThat(process.isRunning()).isTrue();
        assertThat(process.out() + process.err())
                .doesNotContain("java.lang.OutOfMemoryError")
                .doesNotContain(" ERROR ");
    }

    @Test
    void many_large_bodies_at_once_do_not_take_all_the_memory() throws Exception {
        String items = String.join(",", Collections.nCopies(LARGE_ITEMS, "\"" + "x".repeat(60_000) + "\""));
        Draft large = post("/v1/ledgers/shop/batches", "{\"atomic\":true,\"items\":[%s]}".formatted(items));
        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Wire.Heard> sending = () -> wire.exchange(large, new SplittableRandom(0));
            for (Future<Wire.Heard> heard : senders.invokeAll(Collections.nCopies(LARGE_REQUESTS, sending))) {
                RawAnswer.all(heard.get().text(), false).forEach(answer -> statuses.add(answer.status()));
            }
        }

        assertThat(statuses).isNotEmpty().isSubsetOf(400, 503);
        assertThat(process.isRunning()).as("%s", log()).isTrue();
        assertThat(head()).isEqualTo(books.position());
    }

    private String log() {
        return process.out() + process.err();
    }

    private Draft spoilt(Endpoint endpoint, int number, SplittableRandom random) {
        Draft draft = endpoint.draft("fuzz-%d-%d".formatted(SEED, number), random);
        int times = random.nextInt(1, 4);
        if (endpoint.isWrite() && random.nextInt(3) > 0) {
            draft.body = SpoiltBody.of(endpoint.body(), random);
            draft.announceBody();
            times -= random.nextInt(1, 3);
        }
        for (int i = 0; i < times; i++) {
            SpoiltRequest.spoil(draft, cursors, random);
        }
        return draft;
    }

    /** @return whether an answer may have been lost */
    private boolean send(Draft draft, SplittableRandom random) {
        Wire.Heard heard;
        try {
            heard = wire.exchange(draft, random);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<RawAnswer> answers = RawAnswer.all(heard.text(), draft.method.equals("HEAD"));
        if (answers.isEmpty() && !heard.broken() && !draft.mayGoUnanswered()) {
            throw new AssertionError("the service did not answer");
        }
        answers.forEach(answer -> judge(draft, answer));
        return heard.broken();
    }

    private void judge(Draft draft, RawAnswer answer) {
        answered.merge(Integer.toString(answer.status()), 1, Integer::sum);
        assertThat(answer.status()).as(answer.body()).isLessThan(500);
        if (answer.status() >= 400) {
            assertThat(answer.body()).doesNotContainPattern(INSIDES);
            // Of a part of its health that is not there, Actuator says nothing but 404.
            boolean silent = answer.body().isEmpty()
                    && (draft.method.equals("HEAD") || draft.target.contains("/actuator/health/"));
            if (!silent) {
                assertThat(answer.header("Content-Type")).as("%s", answer).isEqualTo("application/problem+json");
                JsonNode problem = answer.json();
                ProblemCode code = ProblemCode.valueOf(problem.path("code").stringValue());
                assertThat(ProblemStatus.of(code).value()).isEqualTo(answer.status());
                assertThat(problem.path("status").intValue()).isEqualTo(answer.status());
            }
        } else if (isWritten(answer)) {
            long position = Long.parseLong(answer.header("Ledger-Position"));
            if (position > books.position()) {
                books.acknowledge(position, answer.json());
            }
        }
    }

    /** Whether it acknowledges a write: 201, or 200 to a batch. */
    private static boolean isWritten(RawAnswer answer) {
        return answer.status() == 201
                || (answer.status() == 200 && answer.body().startsWith("{\"atomic\":"));
    }

    /** The position of the last event that is stored. */
    private long head() {
        return Long.parseLong(sound("/v1/ledgers/shop/events?limit=1").header("Ledger-Position"));
    }

    private JsonNode read(String path) {
        return sound(path).json();
    }

    private RawAnswer sound(String path) {
        Draft draft = new Draft("GET", path);
        draft.add("Host", "localhost");
        draft.add("Ledger-Position", Long.toString(books.position()));
        try {
            List<RawAnswer> answers =
                    RawAnswer.all(wire.exchange(draft, new SplittableRandom(0)).text(), false);
            assertThat(answers).hasSize(1);
            assertThat(answers.getFirst().status()).as("%s", answers).isEqualTo(200);
            return answers.getFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
