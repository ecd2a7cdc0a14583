package io.pacioli.command.transaction;

import static io.pacioli.command.Commands.SHOP;
import static io.pacioli.command.Commands.changeMetadata;
import static io.pacioli.command.Commands.credit;
import static io.pacioli.command.Commands.debit;
import static io.pacioli.command.Commands.id;
import static io.pacioli.command.Commands.openLedger;
import static io.pacioli.command.Commands.post;
import static io.pacioli.command.Commands.reverse;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.command.Books;
import io.pacioli.domain.decision.Decision;
import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.ledger.ChartPolicy;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.transaction.ChangeTransactionMetadata;
import io.pacioli.domain.transaction.EffectiveAt;
import io.pacioli.domain.transaction.Transaction;
import io.pacioli.domain.transaction.TransactionMetadataChanged;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ChangingTransactionMetadataTest {

    private static final ChangeTransactionMetadata SMALL = changeMetadata(1, Map.of("a", "1"));

    private static Books shop() {
        return new Books()
                .given(
                        openLedger(ChartPolicy.OPEN),
                        post(1, debit("assets:till", "5.00", "USD"), credit("income:sales", "5.00", "USD")));
    }

    private static ChangeTransactionMetadata pairs(int from, int count) {
        return changeMetadata(
                1, IntStream.range(from, from + count).boxed().collect(toMap(number -> "k" + number, number -> "")));
    }

    @Test
    void an_event_tells_the_change_and_what_came_of_it() {
        Books books = shop();
        books.given(SMALL);

        assertThat(books.when(changeMetadata(1, Map.of("b", "2"), "a", "nothing")))
                .isEqualTo(Decision.ACCEPTED);

        assertThat(books.facts())
                .containsExactly(new TransactionMetadataChanged(
                        SHOP,
                        id(1),
                        changeMetadata(1, Map.of("b", "2"), "a", "nothing").change(),
                        Metadata.of(Map.of("b", "2"))));
    }

    @Test
    void metadata_of_what_has_been_taken_back_can_still_be_changed() {
        Books books = shop();
        books.given(reverse(1, 2, null, EffectiveAt.NOW));

        assertThat(books.when(SMALL)).isEqualTo(Decision.ACCEPTED);
        assertThat(books.when(changeMetadata(2, Map.of("a", "1")))).isEqualTo(Decision.ACCEPTED);
    }

    @Test
    void a_transaction_can_be_taken_back_after_its_metadata_were_changed() {
        Books books = shop();
        books.given(SMALL);

        assertThat(books.when(reverse(1, 2, null, EffectiveAt.NOW))).isEqualTo(Decision.ACCEPTED);
        assertThat(books.when(reverse(1, 3, null, EffectiveAt.NOW)))
                .isEqualTo(new Rejection.TransactionReversed(id(1)));
    }

    /** In the order of their precedence. */
    static Stream<Arguments> rules() {
        ChangeTransactionMetadata elsewhere =
                new ChangeTransactionMetadata(LedgerId.of("other"), id(7), SMALL.change());
        return Stream.of(
                Arguments.of(shop(), elsewhere, new Rejection.LedgerNotFound(LedgerId.of("other"))),
                Arguments.of(shop(), changeMetadata(7, Map.of("a", "1")), new Rejection.TransactionNotFound(id(7))),
                Arguments.of(changed(Transaction.METADATA_CHANGES_MAX), SMALL, limitReached()),
                Arguments.of(changed(Transaction.METADATA_CHANGES_MAX), pairs(64, 1), limitReached()),
                Arguments.of(changed(1), pairs(64, 1), new Rejection.MetadataFull()));
    }

    private static Rejection limitReached() {
        return new Rejection.MetadataChangeLimitReached(id(1));
    }

    /** A shop whose transaction has as many metadata as it may have, after that many changes. */
    private static Books changed(int times) {
        Books books = shop();
        for (int i = 0; i < times; i++) {
            books.given(pairs(0, 64));
        }
        return books;
    }

    @ParameterizedTest
    @MethodSource("rules")
    void a_broken_rule_is_named_and_nothing_is_recorded(
            Books books, ChangeTransactionMetadata command, Rejection expected) {
        assertThat(books.when(command)).isEqualTo(expected);

        assertThat(books.facts()).isEmpty();
        assertThat(expected.detail()).endsWith(".");
    }

    @Test
    void the_last_change_that_is_allowed_is_taken() {
        assertThat(changed(Transaction.METADATA_CHANGES_MAX - 1).when(pairs(0, 1)))
                .isEqualTo(Decision.ACCEPTED);
    }
}
