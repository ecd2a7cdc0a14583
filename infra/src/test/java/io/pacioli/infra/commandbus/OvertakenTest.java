package io.pacioli.infra.commandbus;

import static io.pacioli.infra.commandbus.Answers.balance;
import static io.pacioli.infra.commandbus.Answers.recorded;
import static io.pacioli.infra.commandbus.TestPipeline.BOOK;
import static io.pacioli.infra.commandbus.TestPipeline.CASH;
import static io.pacioli.infra.commandbus.TestPipeline.SALES;
import static io.pacioli.infra.commandbus.TestPipeline.sale;
import static io.pacioli.infra.commandbus.TestPipeline.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.command.dispatch.Answer;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.ledger.ChartPolicy;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.ledger.LedgerName;
import io.pacioli.domain.ledger.OpenLedger;
import io.pacioli.domain.ledger.RegisterCurrency;
import io.pacioli.domain.message.Command;
import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.money.CurrencyCode;
import io.pacioli.domain.transaction.Direction;
import io.pacioli.domain.transaction.EffectiveAt;
import io.pacioli.domain.transaction.Identity;
import io.pacioli.domain.transaction.PostTransaction;
import io.pacioli.domain.transaction.RequestedPosting;
import io.pacioli.domain.transaction.TransactionId;
import io.pacioli.infra.eventstore.SoundJournal;
import io.pacioli.infra.postgres.TestDatabase;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A node has decided several batches ahead when another one appends first: what it decided is gone, and what the other did is known. */
class OvertakenTest {

    private static final LedgerId ELSEWHERE = LedgerId.of("elsewhere");
    private static final int AHEAD = 3;

    private final TestDatabase database = TestDatabase.fresh();
    private final LoggedErrors errors = new LoggedErrors();
    private final TestPipeline node = new TestPipeline(database).withBook(ChartPolicy.OPEN);
    private final TestPipeline other = new TestPipeline(database);

    @AfterEach
    void everything_that_was_stored_is_sound() {
        other.close();
        node.close();
        errors.close();
        assertThat(errors.messages()).isEmpty();
        SoundJournal.assertSound(database.service());
        database.close();
    }

    /** Nobody else has touched their accounts, so that nothing but the loss itself has the node forget them. */
    @Test
    void what_each_lost_batch_did_to_its_accounts_is_forgotten() throws Exception {
        List<CompletableFuture<Answer>> lost = overtakenBy(sale("10.00"));

        for (int i = 0; i < AHEAD; i++) {
            assertThat(balance(lost.get(i).join(), asset(i)).debitsDecimal()).isEqualTo("2.00");
        }
    }

    /** The first of what the other did lies before the place from which the last of the lost batches was decided. */
    @Test
    void all_that_the_other_node_did_is_known_from_the_first_lost_batch_on() throws Exception {
        recorded(node.send(new OpenLedger(
                ELSEWHERE,
                new LedgerName("Elsewhere"),
                ZoneOffset.UTC,
                ChartPolicy.OPEN,
                List.of(Currency.of("EUR", 2)))));

        List<CompletableFuture<Answer>> lost = overtakenBy(
                new RegisterCurrency(ELSEWHERE, Currency.of("USD", 2)),
                TestPipeline.batch(
                        true,
                        false,
                        Stream.generate(() -> sale("1.00")).limit(2 * AHEAD).toList()));

        lost.forEach(Answers::recorded);
        recorded(node.send(dollarsElsewhere()));
    }

    /** @return what the node has decided meanwhile, each in a batch of its own, and had to decide again */
    private List<CompletableFuture<Answer>> overtakenBy(Command... commands) throws Exception {
        for (int i = 0; i < AHEAD; i++) {
            recorded(node.send(transferTo(i)));
        }
        knowAllThatThereIs();
        List<CompletableFuture<Answer>> overtaking = new ArrayList<>();
        List<CompletableFuture<Answer>> lost = new ArrayList<>();
        Hold together = new Hold(other);
        try (HeldHead head = new HeldHead(database)) {
            try (together) {
                for (Command command : commands) {
                    overtaking.add(other.sending(command));
                }
            }
            head.awaitWriters(1);
            for (int i = 0; i < AHEAD; i++) {
                lost.add(node.sending(transferTo(i)));
                CountDownLatch decided = new CountDownLatch(1);
                var _ = node.sending(rejected(decided::countDown));
                Waiting.on(decided);
                head.awaitWriters(2);
            }
        }
        overtaking.forEach(Answers::recorded);
        lost.forEach(Answers::recorded);
        return lost;
    }

    /** The other decides last, and whatever the node decides then has to rest on that. */
    private void knowAllThatThereIs() {
        recorded(other.send(sale("1.00")));
        node.send(rejected(() -> {}));
    }

    private static Probe rejected(Runnable told) {
        return new Probe(() -> {
            told.run();
            return new Rejection.LedgerNotFound(BOOK);
        });
    }

    private static AccountPath asset(int number) {
        return new AccountPath("assets:a" + number);
    }

    private static PostTransaction transferTo(int number) {
        return transfer(asset(number), new AccountPath("equity:a" + number), "1.00", UUID.randomUUID(), null);
    }

    private static PostTransaction dollarsElsewhere() {
        CurrencyCode dollars = new CurrencyCode("USD");
        return new PostTransaction(
                ELSEWHERE,
                new Identity(new TransactionId(UUID.randomUUID()), false),
                null,
                null,
                EffectiveAt.NOW,
                List.of(
                        new RequestedPosting(CASH, Direction.DEBIT, BigDecimal.ONE, dollars),
                        new RequestedPosting(SALES, Direction.CREDIT, BigDecimal.ONE, dollars)),
                Metadata.NONE);
    }
}
