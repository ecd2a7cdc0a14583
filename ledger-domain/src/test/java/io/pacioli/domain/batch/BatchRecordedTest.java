package io.pacioli.domain.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.ledger.LedgerId;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchRecordedTest {

    private static final ItemOutcome REJECTED = new ItemOutcome.Rejected(
            ItemKind.TRANSACTION, ProblemCode.UNBALANCED, "Debits and credits differ.", List.of());
    private static final ItemOutcome SKIPPED = new ItemOutcome.Skipped(ItemKind.VOID, List.of(0));
    private static final ItemOutcome POSTED =
            new ItemOutcome.Accepted(ItemKind.TRANSACTION, "019876a0-1c2b-7abc-8def-0123456789ab");

    @Test
    void a_batch_is_recorded_when_one_of_its_items_is_posted() {
        assertThat(record(REJECTED, POSTED, SKIPPED).outcomes()).hasSize(3);
    }

    @Test
    void a_batch_without_one_is_not() {
        assertThatIllegalArgumentException().isThrownBy(() -> record(REJECTED, SKIPPED));
        assertThatIllegalArgumentException().isThrownBy(BatchRecordedTest::record);
    }

    private static BatchRecorded record(ItemOutcome... outcomes) {
        return new BatchRecorded(LedgerId.of("household"), false, List.of(outcomes));
    }
}
