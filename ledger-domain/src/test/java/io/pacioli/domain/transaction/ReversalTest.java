package io.pacioli.domain.transaction;

import static io.pacioli.domain.transaction.Lines.EUR;
import static io.pacioli.domain.transaction.Lines.USD;
import static io.pacioli.domain.transaction.Lines.credit;
import static io.pacioli.domain.transaction.Lines.debit;
import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.decision.Result;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.money.Money;
import io.pacioli.domain.transaction.Transaction.MirrorImage;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReversalTest {

    private static final LedgerId LEDGER = LedgerId.of("shop");
    private static final TransactionId ID = new TransactionId(UUID.fromString("019876a0-1c2b-7abc-8def-0123456789ab"));

    private final Transaction transaction = new Transaction();
    private int reversals;

    private void given(Posting... lines) {
        transaction.on(event(ID, new Postings(List.of(lines)), null));
    }

    private void takenBack(MirrorImage image) {
        TransactionId reversing = new TransactionId(new UUID(ID.value().getMostSignificantBits(), ++reversals));
        transaction.on(event(reversing, image.postings(), new Reversal(ID, image.complete())));
    }

    private static TransactionPosted event(TransactionId id, Postings postings, Reversal reversal) {
        return new TransactionPosted(
                LEDGER,
                id,
                null,
                null,
                Instant.EPOCH,
                LocalDate.EPOCH,
                postings,
                Balances.of(List.of()),
                Metadata.NONE,
                reversal);
    }

    private MirrorImage part(Posting... lines) {
        return agreed(transaction.mirrorImage(new Postings(List.of(lines))));
    }

    private static MirrorImage agreed(Result<MirrorImage> result) {
        return ((Result.Agreed<MirrorImage>) result).value();
    }

    private static Rejection refused(Result<MirrorImage> result) {
        return ((Result.Refused<MirrorImage>) result).rejection();
    }

    @Test
    void as_a_whole_every_line_comes_back_on_the_other_side_in_its_order() {
        given(
                debit("assets:cash", "3.00", USD),
                credit("income:sales", "1.00", USD),
                credit("income:sales", "2.00", USD),
                debit("assets:cash", "5.00", EUR),
                credit("equity:owner", "5.00", EUR));

        MirrorImage image = agreed(transaction.mirrorImage());

        assertThat(image.complete()).isTrue();
        assertThat(image.postings().lines())
                .containsExactly(
                        credit("assets:cash", "3.00", USD),
                        debit("income:sales", "1.00", USD),
                        debit("income:sales", "2.00", USD),
                        credit("assets:cash", "5.00", EUR),
                        debit("equity:owner", "5.00", EUR));
    }

    @Test
    void once_it_is_taken_back_nothing_is_left() {
        given(debit("assets:cash", "3.00", USD), credit("income:sales", "3.00", USD));
        takenBack(agreed(transaction.mirrorImage()));

        assertThat(refused(transaction.mirrorImage())).isEqualTo(new Rejection.TransactionReversed(ID));
    }

    @Test
    void parts_may_be_taken_back_until_nothing_is_left() {
        given(debit("assets:cash", "3.00", USD), credit("income:sales", "3.00", USD));

        MirrorImage first = part(debit("assets:cash", "1.00", USD), credit("income:sales", "1.00", USD));
        takenBack(first);
        MirrorImage rest = agreed(transaction.mirrorImage());

        assertThat(first.complete()).isFalse();
        assertThat(rest.complete()).isTrue();
        assertThat(rest.postings().lines())
                .containsExactly(credit("assets:cash", "2.00", USD), debit("income:sales", "2.00", USD));
    }

    @Test
    void the_last_part_is_known_to_be_the_last() {
        given(debit("assets:cash", "3.00", USD), credit("income:sales", "3.00", USD));
        takenBack(part(debit("assets:cash", "1.00", USD), credit("income:sales", "1.00", USD)));

        assertThat(part(debit("assets:cash", "2.00", USD), credit("income:sales", "2.00", USD))
                        .complete())
                .isTrue();
    }

    @Test
    void one_part_may_be_drawn_from_several_lines_of_an_account() {
        given(
                debit("assets:cash", "3.00", USD),
                credit("income:sales", "1.00", USD),
                credit("income:sales", "2.00", USD));
        takenBack(part(debit("assets:cash", "2.50", USD), credit("income:sales", "2.50", USD)));

        assertThat(agreed(transaction.mirrorImage()).postings().lines())
                .containsExactly(credit("assets:cash", "0.50", USD), debit("income:sales", "0.50", USD));
    }

    @Test
    void no_line_gives_back_more_than_is_left_of_it() {
        given(debit("assets:cash", "3.00", USD), credit("income:sales", "3.00", USD));
        takenBack(part(debit("assets:cash", "1.00", USD), credit("income:sales", "1.00", USD)));

        Postings tooMuch =
                new Postings(List.of(debit("assets:cash", "2.01", USD), credit("income:sales", "2.01", USD)));

        assertThat(refused(transaction.mirrorImage(tooMuch)))
                .isEqualTo(
                        new Rejection.ReversalTooLarge(ID, new TreeMap<>(Map.of(0, money("2.00"), 1, money("2.00")))));
    }

    @Test
    void lines_that_it_does_not_have_have_nothing_left() {
        given(debit("assets:cash", "3.00", USD), credit("income:sales", "3.00", USD));

        Postings turnedRound =
                new Postings(List.of(credit("assets:cash", "1.00", USD), debit("assets:bank", "1.00", USD)));

        assertThat(refused(transaction.mirrorImage(turnedRound)))
                .isEqualTo(
                        new Rejection.ReversalTooLarge(ID, new TreeMap<>(Map.of(0, money("0.00"), 1, money("0.00")))));
    }

    @Test
    void several_lines_of_one_account_are_counted_together() {
        given(debit("assets:cash", "3.00", USD), credit("income:sales", "3.00", USD));

        Postings tooMuch = new Postings(List.of(
                debit("assets:cash", "2.00", USD),
                debit("assets:cash", "2.00", USD),
                credit("income:sales", "3.00", USD),
                credit(new AccountPath("equity:owner").value(), "1.00", USD)));

        assertThat(refused(transaction.mirrorImage(tooMuch)))
                .isEqualTo(
                        new Rejection.ReversalTooLarge(ID, new TreeMap<>(Map.of(1, money("1.00"), 3, money("0.00")))));
    }

    @Test
    void there_is_a_bound_to_how_many_parts_it_may_come_back_in() {
        given(debit("assets:cash", "3.00", USD), credit("income:sales", "3.00", USD));
        for (int i = 0; i < Transaction.REVERSALS_MAX; i++) {
            takenBack(part(debit("assets:cash", "0.01", USD), credit("income:sales", "0.01", USD)));
        }

        assertThat(refused(transaction.mirrorImage())).isEqualTo(new Rejection.ReversalLimitReached(ID));
    }

    private static Money money(String amount) {
        return Money.of(new BigDecimal(amount), USD);
    }

    @Test
    void what_was_taken_back_counts_against_the_first_of_several_lines_of_an_account() {
        given(
                debit("assets:cash", "1.00", EUR),
                credit("income:sales", "1.00", EUR),
                debit("assets:cash", "0.01", EUR),
                credit("income:sales", "0.01", EUR));
        takenBack(part(debit("assets:cash", "1.00", EUR), credit("income:sales", "1.00", EUR)));

        MirrorImage rest = agreed(transaction.mirrorImage());

        assertThat(rest.postings().lines())
                .containsExactly(credit("assets:cash", "0.01", EUR), debit("income:sales", "0.01", EUR));
        assertThat(rest.complete()).isTrue();
    }
}
