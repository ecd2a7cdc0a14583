package io.pacioli.command.batch;

import static io.pacioli.command.Commands.SHOP;
import static io.pacioli.command.Commands.batch;
import static io.pacioli.command.Commands.changeMetadata;
import static io.pacioli.command.Commands.credit;
import static io.pacioli.command.Commands.debit;
import static io.pacioli.command.Commands.hold;
import static io.pacioli.command.Commands.id;
import static io.pacioli.command.Commands.item;
import static io.pacioli.command.Commands.openAccount;
import static io.pacioli.command.Commands.openLedger;
import static io.pacioli.command.Commands.post;
import static io.pacioli.command.Commands.postHold;
import static io.pacioli.command.Commands.reverse;
import static io.pacioli.command.Commands.voidHold;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.pacioli.command.Books;
import io.pacioli.domain.account.AccountOpened;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.AccountType;
import io.pacioli.domain.account.BalanceAfter;
import io.pacioli.domain.batch.BatchItem;
import io.pacioli.domain.batch.BatchRecorded;
import io.pacioli.domain.batch.ItemKind;
import io.pacioli.domain.batch.ItemOutcome;
import io.pacioli.domain.batch.RecordBatch;
import io.pacioli.domain.decision.Decision;
import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.ledger.ChartPolicy;
import io.pacioli.domain.message.Command;
import io.pacioli.domain.message.Event;
import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.transaction.EffectiveAt;
import io.pacioli.domain.transaction.HoldPosted;
import io.pacioli.domain.transaction.HoldVoided;
import io.pacioli.domain.transaction.PostTransaction;
import io.pacioli.domain.transaction.Postings;
import io.pacioli.domain.transaction.RequestedPosting;
import io.pacioli.domain.transaction.TransactionHeld;
import io.pacioli.domain.transaction.TransactionMetadataChanged;
import io.pacioli.domain.transaction.TransactionPosted;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
                        skipped(ItemKind.TRANSACTION),
                        skipped(ItemKind.TRANSACTION)));
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

    @Test
    void items_are_of_any_kind_and_may_be_about_what_those_before_them_have_made() {
        Decision decision = books.when(batch(
                true,
                true,
                openAccount("assets:safe", AccountType.ASSET),
                hold(1, null, debit("assets:safe", "5.00", "USD"), credit("income:sales", "5.00", "USD")),
                postHold(1, EffectiveAt.NOW),
                changeMetadata(1, Map.of("payout", "7")),
                reverse(1, 2, null, EffectiveAt.NOW),
                hold(3, null, debit("assets:safe", "1.00", "USD"), credit("income:sales", "1.00", "USD")),
                voidHold(3),
                sale(4)));

        assertThat(decision).isEqualTo(Decision.ACCEPTED);
        assertThat(books.facts().getLast())
                .isEqualTo(recorded(
                        true,
                        new ItemOutcome.Accepted(ItemKind.ACCOUNT, "assets:safe"),
                        accepted(ItemKind.HOLD, 1),
                        accepted(ItemKind.POST, 1),
                        accepted(ItemKind.METADATA, 1),
                        accepted(ItemKind.REVERSE, 2),
                        accepted(ItemKind.HOLD, 3),
                        accepted(ItemKind.VOID, 3),
                        posted(4)));
        assertThat(books.facts())
                .extracting(Object::getClass)
                .isEqualTo(List.of(
                        AccountOpened.class,
                        AccountOpened.class,
                        TransactionHeld.class,
                        HoldPosted.class,
                        TransactionMetadataChanged.class,
                        TransactionPosted.class,
                        TransactionHeld.class,
                        HoldVoided.class,
                        AccountOpened.class,
                        TransactionPosted.class,
                        BatchRecorded.class));
    }

    @Test
    void in_a_strict_chart_an_account_takes_postings_from_the_item_on_that_opens_it() {
        Books strict =
                new Books().given(openLedger(ChartPolicy.STRICT), openAccount("income:sales", AccountType.INCOME));

        assertThat(strict.when(batch(true, true, openAccount("assets:till", AccountType.ASSET), sale(1))))
                .isEqualTo(Decision.ACCEPTED);
        assertThat(strict.when(batch(true, true, openAccount("assets:till", AccountType.ASSET), sale(2))))
                .isEqualTo(
                        new Rejection.BatchRejected(true, new TreeMap<>(Map.of(0, new Rejection.AccountExists(TILL)))));
    }

    /** What comes of an item, by what it is after and what it depends on; {@code x} is rejected, {@code -} skipped. */
    @ParameterizedTest(name = "{0}, continueOnFailure {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            ok, ok                    | true  | ok, ok
            ok, ok:0                  | true  | ok, ok
            x, ok:0, ok               | true  | x, -0, ok
            ok, x, ok:0, ok:1, ok:0+1 | true  | ok, x, ok, -1, -1
            x, ok:0, ok:1, ok:2, ok   | true  | x, -0, -1, -2, ok
            x, x, ok:0+1, ok          | true  | x, x, -0+1, ok
            ok, x:0, ok:0             | true  | ok, x, ok
            ok, x, x:1, ok            | true  | ok, x, -1, ok
            ok, x, ok, ok:1, ok:0     | false | ok, x, -, -1, -
            ok, ok:0, x:1, ok:2+0     | false | ok, ok, x, -2
            """)
    void an_item_runs_only_where_those_that_it_depends_on_did(
            String items, boolean continueOnFailure, String outcomes) {
        String[] asked = items.split(", ", -1);
        BatchItem[] batch = new BatchItem[asked.length];
        for (int i = 0; i < asked.length; i++) {
            int[] dependsOn = asked[i].chars()
                    .filter(Character::isDigit)
                    .map(digit -> digit - '0')
                    .toArray();
            batch[i] = item(asked[i].startsWith("ok") ? sale(i + 1) : unbalanced(i + 1), dependsOn);
        }

        assertThat(books.when(batch(false, continueOnFailure, batch))).isEqualTo(Decision.ACCEPTED);

        assertThat(((BatchRecorded) books.facts().getLast())
                        .outcomes().stream().map(RecordingBatchTest::inShort).collect(joining(", ")))
                .isEqualTo(outcomes);
    }

    private static String inShort(ItemOutcome outcome) {
        return switch (outcome) {
            case ItemOutcome.Accepted _ -> "ok";
            case ItemOutcome.Rejected _ -> "x";
            case ItemOutcome.Skipped skipped ->
                "-" + skipped.waitedFor().stream().map(String::valueOf).collect(joining("+"));
        };
    }

    @Test
    void a_batch_whose_items_all_depend_on_a_rejected_one_is_rejected_with_that_one() {
        assertThat(books.when(batch(false, true, item(unbalanced(1)), item(sale(2), 0), item(sale(3), 1))))
                .isEqualTo(new Rejection.BatchRejected(false, new TreeMap<>(Map.of(0, rejection(unbalanced(1))))));
        assertThat(books.facts()).isEmpty();
    }

    @Test
    void in_an_atomic_batch_dependencies_are_fulfilled_or_it_ends() {
        assertThat(books.when(batch(true, true, item(sale(1)), item(sale(2), 0), item(sale(3), 0, 1))))
                .isEqualTo(Decision.ACCEPTED);
        assertThat(books.when(batch(true, true, item(sale(4)), item(unbalanced(5), 0), item(sale(6), 1))))
                .isEqualTo(new Rejection.BatchRejected(true, new TreeMap<>(Map.of(1, rejection(unbalanced(5))))));
    }

    @Test
    void the_rejections_of_items_are_those_of_the_same_commands_alone() {
        books.given(sale(1));
        Command[] bad = {
            voidHold(1),
            postHold(9, EffectiveAt.NOW),
            reverse(9, 2, null, EffectiveAt.NOW),
            changeMetadata(9, Map.of("a", "1")),
            openAccount("assets:till", AccountType.ASSET),
            hold(1, null, debit("assets:till", "5.00", "USD"), credit("income:sales", "5.00", "USD")),
            unbalanced(3)
        };

        Map<Integer, Rejection> alone = new TreeMap<>();
        for (int i = 0; i < bad.length; i++) {
            alone.put(i, (Rejection) books.when(bad[i]));
        }

        assertThat(books.when(batch(false, true, bad)))
                .isEqualTo(new Rejection.BatchRejected(false, new TreeMap<>(alone)));
        assertThat(alone.values())
                .extracting(Rejection::code)
                .containsExactly(
                        ProblemCode.TRANSACTION_NOT_PENDING,
                        ProblemCode.TRANSACTION_NOT_FOUND,
                        ProblemCode.TRANSACTION_NOT_FOUND,
                        ProblemCode.TRANSACTION_NOT_FOUND,
                        ProblemCode.ACCOUNT_EXISTS,
                        ProblemCode.TRANSACTION_EXISTS,
                        ProblemCode.UNBALANCED);
    }

    @Test
    void what_comes_of_a_batch_has_a_hundred_thousand_lines_at_most() {
        RequestedPosting[] lines = new RequestedPosting[Postings.SIZE_MAX];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = i % 2 == 0 ? debit("assets:till", "1", "JPY") : credit("income:sales", "1", "JPY");
        }
        int fit = RecordBatch.LINES_MAX / Postings.SIZE_MAX;
        for (int id = 1; id <= fit + 1; id++) {
            books.given(id % 2 == 0 ? hold(id, null, lines) : post(id, lines));
        }
        Command[] ends = IntStream.rangeClosed(1, fit + 1)
                .mapToObj(id -> id % 2 == 0 ? voidHold(id) : reverse(id, 1_000 + id, null, EffectiveAt.NOW))
                .toArray(Command[]::new);

        assertThat(books.when(batch(
                        false,
                        true,
                        Stream.concat(Arrays.stream(ends), Stream.of(voidHold(9_999)))
                                .toArray(Command[]::new))))
                .isEqualTo(Decision.ACCEPTED);

        List<ItemOutcome> outcomes = ((BatchRecorded) books.facts().getLast()).outcomes();
        assertThat(outcomes.subList(0, fit)).allMatch(ItemOutcome.Accepted.class::isInstance);
        assertThat(outcomes.subList(fit, fit + 2))
                .containsExactly(
                        outcome(ItemKind.REVERSE, new Rejection.BatchTooLarge(RecordBatch.LINES_MAX)),
                        outcome(ItemKind.VOID, new Rejection.TransactionNotFound(id(9_999))));
    }

    @Test
    void metadata_that_are_changed_again_and_again_count_with_their_length() {
        Map<String, String> large = IntStream.range(0, Metadata.PAIRS_MAX)
                .boxed()
                .collect(toMap(number -> "k" + number, _ -> "v".repeat(Metadata.VALUE_LENGTH_MAX)));
        Command[] changes = new Command[RecordBatch.ITEMS_MAX];
        for (int i = 0; i < changes.length; i++) {
            int id = i % 20 + 1;
            changes[i] = i < 20 ? sale(id) : i < 40 ? changeMetadata(id, large) : changeMetadata(id, Map.of("k0", ""));
        }

        books.when(batch(false, true, changes));

        assertThat(((BatchRecorded) books.facts().getLast()).outcomes())
                .filteredOn(ItemOutcome.Accepted.class::isInstance)
                .hasSizeBetween(200, 300);
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
        return accepted(ItemKind.TRANSACTION, id);
    }

    private static ItemOutcome accepted(ItemKind kind, int id) {
        return new ItemOutcome.Accepted(kind, id(id).toString());
    }

    private static ItemOutcome skipped(ItemKind kind, Integer... waitedFor) {
        return new ItemOutcome.Skipped(kind, List.of(waitedFor));
    }

    private ItemOutcome rejected(PostTransaction item) {
        return outcome(rejection(item));
    }

    private static ItemOutcome outcome(Rejection rejection) {
        return outcome(ItemKind.TRANSACTION, rejection);
    }

    private static ItemOutcome outcome(ItemKind kind, Rejection rejection) {
        return new ItemOutcome.Rejected(kind, rejection.code(), rejection.detail(), rejection.violations());
    }

    private Rejection rejection(PostTransaction item) {
        return (Rejection) books.when(item);
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
