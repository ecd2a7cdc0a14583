package io.pacioli.infra.cli.benching;

import io.pacioli.infra.cli.service.Answer;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the service has acknowledged, in a book of our own: which requests, and what each account must hold after them. */
final class OwnBook {

    /** So many transactions are sent again, in as many requests as that takes, */
    private static final int SAMPLE_TRANSACTIONS = 1_000;

    /** though not in fewer than so many. */
    private static final int SAMPLE_MIN = 20;

    /** An acknowledged request that the audit sends again, and what was answered. */
    record Sampled(long number, Answer firstAnswer) {}

    private final Requests requests;
    private final long[] debits;
    private final long[] credits;
    private final BitSet acknowledged = new BitSet();
    private final @Nullable Sampled[] sample;
    private final SplittableRandom random;
    private long considered;
    private long transactions;

    OwnBook(BenchPlan plan, Requests requests) {
        this.requests = requests;
        debits = new long[plan.accounts()];
        credits = new long[plan.accounts()];
        sample = new Sampled[Math.max(SAMPLE_MIN, SAMPLE_TRANSACTIONS / plan.batch())];
        random = new SplittableRandom(plan.seed());
    }

    /** Decides whether the next request is among those that are sent again at the end; each transfer is as likely as every other. */
    int chooseSample(Kind kind) {
        if (!kind.isTransfer()) {
            return Exchange.NOT_SAMPLED;
        }
        considered++;
        long place = considered <= sample.length ? considered - 1 : random.nextLong(considered);
        return place < sample.length ? (int) place : Exchange.NOT_SAMPLED;
    }

    /**
     * Enters what an accepted write has posted.
     *
     * @return how many transactions
     */
    int enter(Exchange exchange, Answer answer) {
        long number = exchange.number();
        BitSet refused = exchange.kind() == Kind.BATCH ? refusedItems(answer) : new BitSet();
        requests.transfers(number, (item, debited, credited, amount) -> {
            if (!refused.get(item)) {
                debits[debited] += amount;
                credits[credited] += amount;
            }
        });
        acknowledged.set(Math.toIntExact(number));
        int posted = requests.transactions(number) - refused.cardinality();
        transactions += posted;
        if (exchange.sample() != Exchange.NOT_SAMPLED) {
            sample[exchange.sample()] = new Sampled(number, answer);
        }
        return posted;
    }

    private static BitSet refusedItems(Answer answer) {
        BitSet refused = new BitSet();
        if (RefusedItem.isIn(answer.body())) {
            int item = 0;
            for (JsonNode result : answer.json().path("results")) {
                refused.set(item++, !result.path("status").asString("").equals("posted"));
            }
        }
        return refused;
    }

    long debits(int account) {
        return debits[account];
    }

    long credits(int account) {
        return credits[account];
    }

    /** The numbers of the requests that were acknowledged. */
    BitSet acknowledged() {
        return acknowledged;
    }

    long transactions() {
        return transactions;
    }

    Stream<Sampled> sample() {
        return Stream.of(sample).flatMap(Stream::ofNullable);
    }
}
