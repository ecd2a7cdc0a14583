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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A service with little memory and little patience in a process of its own, and what it has acknowledged. Judges each answer: none is
 * a 5xx or shows the service's insides, and every refusal is a problem with a known code.
 */
final class ServiceUnderFire implements AutoCloseable {

    private static final Path DESCRIPTION = Path.of("../docs/openapi.json");

    /** It hangs up on whoever says nothing for so long. */
    private static final Map<String, String> LITTLE = Map.of(
            "JDK_JAVA_OPTIONS", "-Xmx256m -XX:+ExitOnOutOfMemoryError", "SERVER_TOMCAT_CONNECTION_TIMEOUT", "5s");

    /** What it may keep more than after its start: its caches are bounded, and these books are small. */
    private static final long KEPT_BYTES_MAX = 64L << 20;

    private static final int TRIES_MAX = 5;
    private static final int ROUNDS_MAX = 20;

    private static final Pattern INSIDES = Pattern.compile(
            "\\tat |\\\\tat |Exception|java\\.(lang|util|io)|org\\.(springframework|apache|axonframework|postgresql)"
                    + "|io\\.pacioli|tools\\.jackson|SQLSTATE|Apache Tomcat|<html",
            Pattern.CASE_INSENSITIVE);

    private final AcknowledgedBooks books = new AcknowledgedBooks();
    private final List<String> cursors = new ArrayList<>();
    private final Map<String, Integer> answered = new ConcurrentHashMap<>();
    private final ServiceProcess process;
    private final Wire wire;
    private final List<Endpoint> endpoints;
    private final long keptAtFirst;

    private ServiceUnderFire(ServiceProcess process, List<Endpoint> endpoints) throws IOException {
        this.process = process;
        this.endpoints = endpoints;
        this.wire = new Wire(URI.create(process.address()).getPort());
        openBooks();
        this.keptAtFirst = LiveHeap.bytesOf(process.handle());
    }

    static ServiceUnderFire in(Path directory) throws IOException {
        List<Endpoint> endpoints = Endpoint.all(JsonMapper.shared().readTree(Files.readString(DESCRIPTION)));
        ServiceProcess process = ServiceProcess.start(directory.resolve("data"), LITTLE, "--unsafe");
        try {
            return new ServiceUnderFire(process.ready(), endpoints);
        } catch (IOException | RuntimeException | Error e) {
            process.close();
            throw e;
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

    static Draft post(String target, String body) {
        Endpoint endpoint =
                new Endpoint("POST", target, Map.of(), JsonMapper.shared().readTree(body));
        return endpoint.draft("beginning-" + body.hashCode(), new SplittableRandom(0));
    }

    List<Endpoint> endpoints() {
        return endpoints;
    }

    /** Targets that end with a cursor which the service has given. */
    List<String> cursors() {
        return cursors;
    }

    /** @return whether an answer may have been lost */
    boolean send(Draft draft, RandomGenerator random) {
        Wire.Heard heard = exchange(draft, random);
        acknowledge(judged(draft, heard));
        return heard.broken();
    }

    /** Sends all of them at once, each as {@code answering} says, which gives the answers that it heard. */
    void sendAtOnce(List<Draft> drafts, Function<Draft, List<RawAnswer>> answering) throws InterruptedException {
        acknowledge(answersAtOnce(drafts, answering));
    }

    /**
     * Sends all of them at once and leaves without the answers, and asks again for as long as that brings anything new. A rejection is
     * not remembered: while the copy that was left is still on its way, another copy may be rejected, and the first accepted after it.
     */
    void leaveAtOnce(List<Draft> drafts) throws InterruptedException {
        List<RawAnswer> answers = new ArrayList<>(answersAtOnce(drafts, draft -> {
            SplittableRandom random = new SplittableRandom(draft.toString().hashCode());
            assertThat(answersTo(draft.delivered(Draft.Delivery.LEFT), random)).isEmpty();
            return answersAtLast(draft, random);
        }));
        long known;
        int rounds = 0;
        do {
            known = Math.max(acknowledged(), lastWritten(answers));
            answers.addAll(answersAtOnce(
                    drafts,
                    draft -> answersAtLast(
                            draft, new SplittableRandom(draft.toString().hashCode()))));
        } while ((lastWritten(answers) > known || head() > known) && ++rounds < ROUNDS_MAX);
        acknowledge(answers);
    }

    private static long lastWritten(List<RawAnswer> answers) {
        return answers.stream()
                .filter(ServiceUnderFire::isWritten)
                .mapToLong(RawAnswer::position)
                .max()
                .orElse(0);
    }

    private List<RawAnswer> answersAtOnce(List<Draft> drafts, Function<Draft, List<RawAnswer>> answering)
            throws InterruptedException {
        List<RawAnswer> answers = new ArrayList<>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<RawAnswer>>> running = drafts.stream()
                    .map(draft -> clients.submit(() -> answering.apply(draft)))
                    .toList();
            for (Future<List<RawAnswer>> client : running) {
                answers.addAll(client.get());
            }
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause() + log(), e.getCause());
        }
        return answers;
    }

    /** The statuses of the answers to so many copies at once; here, and only here, the service may be too busy. */
    List<Integer> statusesAtOnce(Draft draft, int copies) throws InterruptedException {
        List<Integer> statuses = Collections.synchronizedList(new ArrayList<>());
        sendAtOnce(Collections.nCopies(copies, draft), copy -> {
            RawAnswer.all(exchange(copy, new SplittableRandom(0)).text(), copy.method)
                    .forEach(answer -> statuses.add(answer.status()));
            return List.of();
        });
        return statuses;
    }

    /** The answers to a request, which are still to be acknowledged. */
    List<RawAnswer> answersTo(Draft draft, RandomGenerator random) {
        return judged(draft, exchange(draft, random));
    }

    /** The answers to a request that is sent again, with its key, for as long as its connection breaks before it is answered. */
    List<RawAnswer> answersAtLast(Draft draft, RandomGenerator random) {
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            List<RawAnswer> answers = answersTo(draft, random);
            if (!answers.isEmpty()) {
                return answers;
            }
        }
        throw new AssertionError("%d connections broke one after the other".formatted(TRIES_MAX));
    }

    private Wire.Heard exchange(Draft draft, RandomGenerator random) {
        try {
            return wire.exchange(draft, random);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<RawAnswer> judged(Draft draft, Wire.Heard heard) {
        List<RawAnswer> answers = RawAnswer.all(heard.text(), draft.method);
        if (answers.isEmpty() && !heard.broken() && !draft.mayGoUnanswered()) {
            throw new AssertionError("the service did not answer");
        }
        answers.forEach(answer -> judge(draft, answer));
        return answers;
    }

    private void judge(Draft draft, RawAnswer answer) {
        answered.merge(Integer.toString(answer.status()), 1, Integer::sum);
        assertThat(answer.status()).as(answer.body()).isLessThan(500);
        if (answer.status() < 400) {
            return;
        }
        assertThat(answer.body()).doesNotContainPattern(INSIDES);
        // Of a part of its health that is not there, Actuator says nothing but 404.
        boolean silent =
                answer.body().isEmpty() && (draft.method.equals("HEAD") || draft.target.contains("/actuator/health/"));
        if (!silent) {
            assertThat(answer.header("Content-Type")).as("%s", answer).isEqualTo("application/problem+json");
            JsonNode problem = answer.json();
            ProblemCode code = ProblemCode.valueOf(problem.path("code").stringValue());
            assertThat(ProblemStatus.of(code).value()).isEqualTo(answer.status());
            assertThat(problem.path("status").intValue()).isEqualTo(answer.status());
        }
    }

    /** Takes each write that is new, in the order of the journal. */
    private void acknowledge(List<RawAnswer> answers) {
        answers.stream()
                .filter(ServiceUnderFire::isWritten)
                .sorted(Comparator.comparingLong(RawAnswer::position))
                .filter(answer -> answer.position() > books.position())
                .forEachOrdered(answer -> books.acknowledge(answer.position(), answer.json()));
    }

    /** Whether it says that something is stored, which a dry run does not. */
    private static boolean isWritten(RawAnswer answer) {
        return answer.method().equals("POST")
                && answer.status() < 300
                && !answer.header("Ledger-Position").isEmpty()
                && answer.header("Dry-Run").isEmpty();
    }

    /** Whether nothing is stored behind the last event that anybody was told of. */
    boolean isAsAcknowledged() {
        return head() == books.position();
    }

    long acknowledged() {
        return books.position();
    }

    /** The position of the last event that is stored. */
    long head() {
        return sound("/v1/ledgers/shop/events?limit=1").position();
    }

    private JsonNode read(String path) {
        return sound(path).json();
    }

    private RawAnswer sound(String path) {
        Draft draft = new Draft("GET", path);
        draft.add("Host", "localhost");
        draft.add("Ledger-Position", Long.toString(books.position()));
        List<RawAnswer> answers =
                RawAnswer.all(exchange(draft, new SplittableRandom(0)).text(), draft.method);
        assertThat(answers).hasSize(1);
        assertThat(answers.getFirst().status()).as("%s", answers).isEqualTo(200);
        return answers.getFirst();
    }

    /** It runs, has found nothing wrong with itself, keeps no more memory than it should, and its books are as acknowledged. */
    void expectUnharmed() throws IOException {
        assertThat(process.isRunning()).as(log()).isTrue();
        assertThat(log()).doesNotContain("java.lang.OutOfMemoryError").doesNotContain(" ERROR ");
        books.expectIn(this::read);
        long kept = LiveHeap.bytesOf(process.handle()) - keptAtFirst;
        System.out.printf(
                "under fire: answers %s; keeps %,d KiB more than the %,d KiB at first%n",
                new TreeMap<>(answered), kept >> 10, keptAtFirst >> 10);
        assertThat(kept).as("bytes kept more than at first").isLessThan(KEPT_BYTES_MAX);
    }

    String log() {
        return process.out() + process.err();
    }

    @Override
    public void close() {
        process.close();
    }
}
