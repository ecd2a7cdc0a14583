package io.pacioli.domain.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.AccountType;
import io.pacioli.domain.account.OpenAccount;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.message.StreamId;
import io.pacioli.domain.transaction.EffectiveAt;
import io.pacioli.domain.transaction.Identity;
import io.pacioli.domain.transaction.PostHold;
import io.pacioli.domain.transaction.Reference;
import io.pacioli.domain.transaction.ReverseTransaction;
import io.pacioli.domain.transaction.Terms;
import io.pacioli.domain.transaction.TransactionCommand;
import io.pacioli.domain.transaction.TransactionId;
import io.pacioli.domain.transaction.VoidHold;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecordBatchTest {

    private static final LedgerId LEDGER = LedgerId.of("household");
    private static final TransactionId HOLD = new TransactionId(new UUID(1, 1));
    private static final BatchItem VOID = item();

    @Test
    void a_batch_reads_and_takes_what_its_items_do() {
        TransactionCommand one = reversal("one");
        TransactionCommand two = reversal("two");
        PostHold post = new PostHold(LEDGER, HOLD, EffectiveAt.NOW, null, Terms.NONE);
        OpenAccount open =
                new OpenAccount(LEDGER, new AccountPath("assets:till"), AccountType.ASSET, null, Metadata.NONE);

        RecordBatch batch = batch(
                new BatchItem.OfTransaction(one, List.of()),
                new BatchItem.OfHold(post, List.of(0)),
                new BatchItem.OfTransaction(two, List.of()),
                new BatchItem.OfAccount(open, List.of()));

        List<StreamId> streams = new ArrayList<>(one.streams());
        streams.addAll(post.streams());
        streams.addAll(open.streams());
        assertThat(batch.streams()).doesNotHaveDuplicates().hasSameElementsAs(streams);
        assertThat(batch.uniqueKeys())
                .containsExactly(new Reference("one").keyIn(LEDGER), new Reference("two").keyIn(LEDGER));
        assertThat(batch.weight()).isEqualTo(one.weight() + post.weight() + two.weight() + open.weight());
        assertThat(batch.claims()).isEmpty();
    }

    @Test
    void a_batch_has_1_to_1000_items() {
        assertThat(batch(Collections.nCopies(1_000, VOID).toArray(BatchItem[]::new))
                        .items())
                .hasSize(1_000);
        assertThatIllegalArgumentException().isThrownBy(RecordBatchTest::batch);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> batch(Collections.nCopies(1_001, VOID).toArray(BatchItem[]::new)));
    }

    @Test
    void an_item_depends_on_earlier_ones_each_named_once() {
        assertThat(batch(VOID, item(0), item(0, 1)).items()).hasSize(3);
        assertThatIllegalArgumentException().isThrownBy(() -> batch(item(0)));
        assertThatIllegalArgumentException().isThrownBy(() -> batch(VOID, item(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> batch(VOID, item(2), VOID));
        assertThatIllegalArgumentException().isThrownBy(() -> batch(VOID, item(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> batch(VOID, item(0, 0)));
    }

    @Test
    void an_item_depends_on_a_hundred_others_at_most() {
        BatchItem[] items = Collections.nCopies(102, VOID).toArray(BatchItem[]::new);
        items[101] = item(IntStream.range(0, 100).toArray());
        assertThat(batch(items).items()).hasSize(102);

        items[101] = item(IntStream.range(0, 101).toArray());
        assertThatIllegalArgumentException().isThrownBy(() -> batch(items));
    }

    private static RecordBatch batch(BatchItem... items) {
        return new RecordBatch(LEDGER, false, true, List.of(items));
    }

    private static BatchItem item(int... dependsOn) {
        return new BatchItem.OfHold(
                new VoidHold(LEDGER, HOLD), IntStream.of(dependsOn).boxed().toList());
    }

    private static TransactionCommand reversal(String reference) {
        return new ReverseTransaction(
                LEDGER,
                HOLD,
                new Identity(new TransactionId(UUID.randomUUID()), true),
                new Reference(reference),
                null,
                EffectiveAt.NOW,
                null,
                Metadata.NONE);
    }
}
