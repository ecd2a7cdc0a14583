package io.pacioli.domain.transaction;

import static io.pacioli.domain.transaction.Lines.USD;
import static io.pacioli.domain.transaction.Lines.credit;
import static io.pacioli.domain.transaction.Lines.debit;
import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Metadata;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class TransactionTest {

    private static final LedgerId LEDGER = LedgerId.of("household");
    private static final TransactionPosted POSTED = new TransactionPosted(
            LEDGER,
            new TransactionId(UUID.fromString("019876a0-1c2b-7abc-8def-0123456789ab")),
            new Reference("invoice 7"),
            null,
            Instant.EPOCH,
            LocalDate.EPOCH,
            new Postings(List.of(debit("assets:cash", "1.00", USD), credit("income:sales", "1.00", USD))),
            Balances.of(List.of()),
            Metadata.NONE);

    private final AggregateTestFixture<Transaction> fixture = new AggregateTestFixture<>(Transaction.class);

    @Test
    void a_transaction_begins_with_being_posted() {
        fixture.registerAnnotatedCommandHandler(new Handlers());

        fixture.givenNoPriorActivity()
                .when(POSTED)
                .expectEvents(POSTED)
                .expectState(transaction -> assertThat(transaction.stream())
                        .isEqualTo(POSTED.transaction().streamIn(LEDGER)));
    }

    @Test
    void its_reference_is_taken_for_ever() {
        assertThat(POSTED.uniqueKeys()).containsExactly(new Reference("invoice 7").keyIn(LEDGER));
    }

    @Test
    void one_reference_in_two_ledgers_is_two_keys() {
        Reference reference = new Reference("invoice 7");

        assertThat(reference.keyIn(LEDGER)).isNotEqualTo(reference.keyIn(LedgerId.of("other")));
    }

    final class Handlers {

        @CommandHandler
        void handle(TransactionPosted transaction) throws Exception {
            fixture.getRepository().newInstance(() -> {
                Transaction root = new Transaction();
                root.begin(transaction);
                return root;
            });
        }
    }
}
