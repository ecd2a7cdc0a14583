package io.pacioli.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.model.Outcome;
import io.pacioli.model.ReferenceBooks;
import io.pacioli.model.Request;
import io.pacioli.model.Request.ClosePeriod;
import io.pacioli.model.Request.Currency;
import io.pacioli.model.Request.Line;
import io.pacioli.model.Request.OpenAccount;
import io.pacioli.model.Request.OpenLedger;
import io.pacioli.model.Request.Post;
import io.pacioli.model.Request.RegisterCurrency;
import io.pacioli.model.Request.ReopenPeriod;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/**
 * Many clients at once, between few accounts: the outcome is that of some serial order, and the journal says which.
 *
 * <p>What was accepted is given to the reference model in the order of the journal, and has to be answered alike, balances included.
 * What was rejected, and what a dry run has foretold, has to be what the model says at some point between sending and answer.
 */
class SerialOrderProperties {

    private static final int CLIENTS = 8;
    private static final int ROUNDS = 40;
    private static final long ROUND_SECONDS_MAX = 60;
    private static final String LEDGER = "busy";

    private static final List<Request> BEGINNING = List.of(
            new OpenLedger(LEDGER, true, List.of(new Currency("EUR", 2))),
            new OpenAccount(LEDGER, "assets:cash", "asset"),
            new OpenAccount(LEDGER, "income:sales", "income"),
            new OpenAccount(LEDGER, "liabilities:vat", "liability"));

    private record Sent(String key, Request request, boolean dry) {
        Outcome by(ServiceOverHttp subject) {
            return dry ? subject.dryRun(key, request) : subject.answer(key, request);
        }

        Outcome by(ReferenceBooks model) {
            return dry ? model.dryRun(key, request) : model.decide(key, request);
        }
    }

    /**
     * @param from the last position that anybody had been told before it was sent
     * @param to the last position there was when it had been answered
     */
    private record Answered(Sent sent, Outcome outcome, long from, long to) {
        boolean isFirst() {
            return outcome instanceof Outcome.Recorded recorded && !recorded.replayed();
        }

        long position() {
            return ((Outcome.Recorded) outcome).position();
        }
    }

    @Property(tries = 4, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void the_outcome_equals_a_serial_order(@ForAll long seed) throws Exception {
        Service service = Service.shared();
        long before = service.head();
        ServiceOverHttp subject = new ServiceOverHttp(service);
        ReferenceBooks model = new ReferenceBooks();
        for (Request request : BEGINNING) {
            String key = "beginning-" + BEGINNING.indexOf(request);
            assertThat(subject.answer(key, request)).isEqualTo(model.decide(key, request));
        }

        List<Answered> answers = sendAtOnce(plan(new Random(seed)), service, subject, before);

        List<ReferenceBooks> moments = new ArrayList<>(List.of(model.copy()));
        answers.stream()
                .filter(Answered::isFirst)
                .sorted(Comparator.comparingLong(Answered::position))
                .forEach(answer -> {
                    assertThat(answer.outcome())
                            .as("%s", answer)
                            .isEqualTo(answer.sent().by(model));
                    moments.add(model.copy());
                });
        assertThat(answers)
                .filteredOn(answer -> !answer.isFirst())
                .allSatisfy(answer -> expectExplained(answer, moments));
        subject.expectSame(model);
    }

    /** A replay, too, can only be given after the first answer was decided. */
    private static void expectExplained(Answered answer, List<ReferenceBooks> moments) {
        List<ReferenceBooks> between = IntStream.range(0, moments.size())
                .filter(i -> moments.get(i).position() <= answer.to())
                .filter(i -> i + 1 == moments.size() || moments.get(i + 1).position() > answer.from())
                .mapToObj(moments::get)
                .toList();
        assertThat(between)
                .as("%s", answer)
                .anySatisfy(
                        moment -> assertThat(answer.sent().by(moment.copy())).isEqualTo(answer.outcome()));
    }

    /**
     * In each round, some clients send the same request with the same key, one or another of them as a dry run, and one may send
     * another request with it.
     */
    private static List<List<Sent>> plan(Random random) {
        List<List<Sent>> rounds = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            Sent shared = new Sent("shared-" + round, request(random, round), false);
            int sharing = random.nextInt(1, CLIENTS);
            List<Sent> sends = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                boolean misuses = client == 0 && random.nextInt(3) == 0;
                String key = misuses ? shared.key() : "own-%d-%d".formatted(round, client);
                boolean dry = random.nextInt(6) == 0;
                Request request = client > 0 && client <= sharing ? shared.request() : request(random, round);
                sends.add(new Sent(client > 0 && client <= sharing ? shared.key() : key, request, dry));
            }
            rounds.add(sends);
        }
        return rounds;
    }

    /**
     * A fourth account and a second currency come in the course of it, so that requests are overtaken by what they need; a period
     * is closed and reopened, so that they are overtaken by what is against them.
     */
    private static Request request(Random random, int round) {
        if (random.nextInt(40) == 0) {
            return round % 2 == 0
                    ? new OpenAccount(LEDGER, "expenses:late", "expense")
                    : new RegisterCurrency(LEDGER, new Currency("USD", 2));
        }
        if (random.nextInt(16) == 0) {
            return round % 2 == 0
                    ? new ClosePeriod(LEDGER, "2024-02-29")
                    : new ReopenPeriod(LEDGER, random.nextBoolean() ? "2024-01-31" : null, "audit");
        }
        List<String> accounts = new ArrayList<>(List.of("assets:cash", "income:sales", "liabilities:vat"));
        if (random.nextInt(8) == 0) {
            accounts.add("expenses:late");
        }
        String currency = random.nextInt(10) == 0 ? "USD" : "EUR";
        String amount = random.nextInt(12) == 0
                ? "4" + "0".repeat(34) + random.nextInt(10) + ".00"
                : random.nextInt(1, 1_000) + ".05";
        return new Post(
                LEDGER,
                null,
                random.nextInt(4) == 0 ? "INV-" + random.nextInt(ROUNDS) : null,
                random.nextInt(4) == 0 ? "2024-02-29" : null,
                List.of(
                        new Line(accounts.get(random.nextInt(accounts.size())), true, amount, currency),
                        new Line(accounts.get(random.nextInt(accounts.size())), false, amount, currency)));
    }

    private static List<Answered> sendAtOnce(
            List<List<Sent>> rounds, Service service, ServiceOverHttp subject, long before) throws Exception {
        AtomicLong told = new AtomicLong();
        CyclicBarrier together = new CyclicBarrier(CLIENTS);
        List<Answered> answers = new ArrayList<>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Answered>>> running = IntStream.range(0, CLIENTS)
                    .mapToObj(client -> clients.submit(() -> {
                        List<Answered> own = new ArrayList<>();
                        for (List<Sent> round : rounds) {
                            together.await(ROUND_SECONDS_MAX, TimeUnit.SECONDS);
                            own.add(send(round.get(client), service, subject, before, told));
                        }
                        return own;
                    }))
                    .toList();
            for (Future<List<Answered>> client : running) {
                answers.addAll(client.get());
            }
        }
        return answers;
    }

    private static Answered send(Sent sent, Service service, ServiceOverHttp subject, long before, AtomicLong told) {
        long from = told.get();
        Outcome outcome = sent.by(subject);
        long to = service.head() - before;
        if (outcome instanceof Outcome.Recorded recorded) {
            told.accumulateAndGet(recorded.position(), Math::max);
        }
        return new Answered(sent, outcome, from, to);
    }
}
