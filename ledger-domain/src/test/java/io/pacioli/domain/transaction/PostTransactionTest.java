package io.pacioli.domain.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.money.CurrencyCode;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostTransactionTest {

    private static final LedgerId LEDGER = LedgerId.of("household");
    private static final TransactionId ID = new TransactionId(UUID.fromString("019876a0-1c2b-7abc-8def-0123456789ab"));
    private static final AccountPath CASH = new AccountPath("assets:cash");
    private static final AccountPath SALES = new AccountPath("income:sales");

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.00", "-0.01", "-1E+30"})
    void an_amount_is_positive(BigDecimal amount) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RequestedPosting(CASH, Direction.DEBIT, amount, new CurrencyCode("USD")));
    }

    @Test
    void there_are_2_to_1000_lines() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> command(true, null, Collections.nCopies(1, line(CASH, Direction.DEBIT))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> command(true, null, Collections.nCopies(1_001, line(CASH, Direction.DEBIT))));
    }

    @Test
    void an_id_that_was_just_made_is_not_looked_up() {
        assertThat(command(true, null, sale()).streams())
                .containsExactly(LEDGER.stream(), CASH.streamIn(LEDGER), SALES.streamIn(LEDGER));
    }

    @Test
    void an_id_of_the_clients_is_looked_up() {
        assertThat(command(false, null, sale()).streams())
                .containsExactly(LEDGER.stream(), ID.streamIn(LEDGER), CASH.streamIn(LEDGER), SALES.streamIn(LEDGER));
    }

    @Test
    void an_account_is_named_once_however_many_lines_it_has() {
        List<RequestedPosting> lines =
                List.of(line(CASH, Direction.DEBIT), line(SALES, Direction.CREDIT), line(CASH, Direction.DEBIT));

        assertThat(command(true, null, lines).streams()).hasSize(3);
    }

    @Test
    void a_reference_is_a_unique_key() {
        Reference reference = new Reference("invoice 7");

        assertThat(command(true, reference, sale()).uniqueKeys()).containsExactly(reference.keyIn(LEDGER));
        assertThat(command(true, null, sale()).uniqueKeys()).isEmpty();
    }

    @Test
    void a_long_transaction_weighs_as_much_as_the_transfers_that_it_could_be() {
        assertThat(command(true, null, sale()).weight()).isEqualTo(1);
        assertThat(command(true, null, Collections.nCopies(1_000, line(CASH, Direction.DEBIT)))
                        .weight())
                .isEqualTo(500);
    }

    private static List<RequestedPosting> sale() {
        return List.of(line(CASH, Direction.DEBIT), line(SALES, Direction.CREDIT));
    }

    private static RequestedPosting line(AccountPath account, Direction direction) {
        return new RequestedPosting(account, direction, BigDecimal.ONE, new CurrencyCode("USD"));
    }

    private static PostTransaction command(
            boolean fresh, @Nullable Reference reference, List<RequestedPosting> postings) {
        return new PostTransaction(
                LEDGER, new Identity(ID, fresh), reference, null, EffectiveAt.NOW, postings, Metadata.NONE);
    }
}
