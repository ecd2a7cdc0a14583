package io.pacioli.command.batch;

import static io.pacioli.command.Commands.SHOP;
import static io.pacioli.command.Commands.credit;
import static io.pacioli.command.Commands.debit;
import static io.pacioli.command.Commands.id;
import static io.pacioli.command.Commands.openLedger;
import static io.pacioli.command.Commands.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.pacioli.command.Books;
import io.pacioli.domain.account.AccountOpened;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.BalanceAfter;
import io.pacioli.domain.batch.BatchRecorded;
import io.pacioli.domain.batch.ItemOutcome;
import io.pacioli.domain.batch.RecordBatch;
import io.pacioli.domain.decision.Decision;
import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.ledger.ChartPolicy;
import io.pacioli.domain.message.Event;
import io.pacioli.domain.transaction.EffectiveAt;
import io.pacioli.domain.transaction.PostTransaction;
import io.pacioli.domain.transaction.TransactionPosted;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecordingBatchTest {

    private static final AccountPath TILL = new AccountPath("assets:till");

    private final Books books = new Books();

    @BeforeEach
    void openLedgers() {
        books.given(openLedger(ChartPolicy.OPEN));
    }

    @Test
    void what_came_of_every_item_is_recorded_after_the_items() {
        Decision decision = books.when(batch(false, true, sale(1), sale(2)));

        assertThat(decision).isEqualTo(Decision.ACCEPTED);
        assertThat(books.facts())
                .extracting(Object::getClass)
                .isEqualTo(List.of(
                        AccountOpened.class,
                        AccountOpened.class,
                        TransactionPosted.class,
                        TransactionPosted.class,
                        BatchRecorded.class));
        assertThat(books.facts().getLast()).isEqualTo(recorded(false, posted(1), posted(2)));
    }

    @Test
    void each_item_sees_those_before_it() {
        books.when(batch(false, true, sale(1), sale(2)));

        assertThat(transactions().getLast().balances().of(TILL))
                .extracting(BalanceAfter::debitsDecimal, BalanceAfter::version)
                .containsExactly(tuple("10.00", 3L));
    }

    @Test
    void a_rejected_item_leaves_the_others_alone() {
        books.when(batch(false, true, sale(1), unbalanced(2), sale(3)));

        assertThat(transactions()).hasSize(2);
        assertThat(books.facts().getLast()).isEqualTo(recorded(false, posted(1), rejected(unbalanced(2)), posted(3)));
    }

    @Test
    void a_batch_may_end_at_its_first_rejected_item() {
        books.when(batch(false, false, sale(1), unbalanced(2), sale(3), unbalanced(4)));

        assertThat(transactions()).hasSize(1);
        assertThat(books.facts().getLast())
                .isEqualTo(recorded(
                        false,
                        posted(1),
                        rejected(unbalanced(2)),
                        new ItemOutcome.Skipped(),
                        new ItemOutcome.Skipped()));
    }

    @Test
    void an_atomic_batch_is_rejected_with_its_first_bad_item() {
        assertThat(books.when(batch(true, true, sale(1), unbalanced(2), unbalanced(3))))
                .isEqualTo(new Rejection.BatchRejected(true, new TreeMap<>(Map.of(1, rejection(unbalanced(2))))));
    }

    @Test
    void an_atomic_batch_of_good_items_is_recorded() {
        assertThat(books.when(batch(true, true, sale(1), sale(2)))).isEqualTo(Decision.ACCEPTED);
        assertThat(books.facts().getLast()).isEqualTo(recorded(true, posted(1), posted(2)));
    }

    @Test
    void a_batch_of_which_nothing_is_accepted_is_rejected_and_names_every_item() {
        assertThat(books.when(batch(false, true, unbalanced(1), unbalanced(2))))
                .isEqualTo(new Rejection.BatchRejected(
                        false, new TreeMap<>(Map.of(0, rejection(unbalanced(1)), 1, rejection(unbalanced(2))))));
        assertThat(books.facts()).isEmpty();
    }

    @Test
    void a_batch_that_ends_at_its_first_item_names_that_one_alone() {
        assertThat(books.when(batch(false, false, unbalanced(1), sale(2))))
                .isEqualTo(new Rejection.BatchRejected(false, new TreeMap<>(Map.of(0, rejection(unbalanced(1))))));
        assertThat(books.facts()).isEmpty();
    }

    @Test
    void an_id_that_stands_twice_in_a_batch_is_posted_once() {
        books.when(batch(false, true, sale(1), sale(1)));

        assertThat(transactions()).hasSize(1);
        assertThat(((BatchRecorded) books.facts().getLast()).outcomes().getLast())
                .isEqualTo(outcome(new Rejection.TransactionExists(id(1))));
    }

    @Test
    void a_reference_that_stands_twice_in_a_batch_is_taken_by_the_first() {
        books.when(batch(false, true, sale(1, "invoice 7"), sale(2, "invoice 7")));

        assertThat(transactions())
                .singleElement()
                .extracting(TransactionPosted::transaction)
                .isEqualTo(id(1));
    }

    @Test
    void a_batch_for_a_ledger_that_is_not_there_is_rejected() {
        Books empty = new Books();

        assertThat(empty.when(batch(false, true, sale(1))))
                .isEqualTo(new Rejection.BatchRejected(
                        false, new TreeMap<>(Map.of(0, new Rejection.LedgerNotFound(SHOP)))));
    }

    private List<TransactionPosted> transactions() {
        return books.facts().stream()
                .filter(TransactionPosted.class::isInstance)
                .map(TransactionPosted.class::cast)
                .toList();
    }

    private static Event recorded(boolean atomic, ItemOutcome... outcomes) {
        return new BatchRecorded(SHOP, atomic, List.of(outcomes));
    }

    private static ItemOutcome posted(int id) {
        return new ItemOutcome.Posted(id(id));
    }

    private ItemOutcome rejected(PostTransaction item) {
        return outcome(rejection(item));
    }

    private static ItemOutcome outcome(Rejection rejection) {
        return new ItemOutcome.Rejected(rejection.code(), rejection.detail(), rejection.violations());
    }

    private Rejection rejection(PostTransaction item) {
        return (Rejection) books.when(item);
    }

    private static RecordBatch batch(boolean atomic, boolean continueOnFailure, PostTransaction... items) {
        return new RecordBatch(SHOP, atomic, continueOnFailure, List.of(items));
    }

    private static PostTransaction sale(int id) {
        return post(id, debit("assets:till", "5.00", "USD"), credit("income:sales", "5.00", "USD"));
    }

    private static PostTransaction sale(int id, String reference) {
        return post(
                id,
                reference,
                EffectiveAt.NOW,
                debit("assets:till", "5.00", "USD"),
                credit("income:sales", "5.00", "USD"));
    }

    private static PostTransaction unbalanced(int id) {
        return post(id, debit("assets:till", "5.00", "USD"), credit("income:sales", "4.00", "USD"));
    }
}
