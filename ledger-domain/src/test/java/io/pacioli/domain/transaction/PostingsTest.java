package io.pacioli.domain.transaction;

import static io.pacioli.domain.transaction.Lines.EUR;
import static io.pacioli.domain.transaction.Lines.USD;
import static io.pacioli.domain.transaction.Lines.credit;
import static io.pacioli.domain.transaction.Lines.debit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.money.Currency;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PostingsTest {

    @Test
    void two_lines_that_cancel_are_a_transaction() {
        List<Posting> lines = List.of(debit("cash", "10.00", USD), credit("sales", "10.00", USD));

        assertThat(new Postings(lines).lines()).isEqualTo(lines);
    }

    @Test
    void one_account_may_stand_on_both_sides() {
        Postings postings = new Postings(List.of(debit("cash", "10.00", USD), credit("cash", "10.00", USD)));

        assertThat(postings.byAccount()).containsOnlyKeys(new AccountPath("cash"));
    }

    @Test
    void every_currency_balances_by_itself() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Postings(List.of(debit("cash", "10.00", USD), credit("sales", "10.00", EUR))))
                .withMessage("debits and credits differ in EUR, USD");
    }

    @Test
    void two_lines_on_one_side_do_not_balance() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Postings(List.of(debit("cash", "10.00", USD), debit("sales", "10.00", USD))));
    }

    @Test
    void the_same_code_in_two_scales_does_not_balance() {
        Currency finer = Currency.of("USD", 3);

        assertThat(Postings.imbalance(List.of(debit("cash", "10.00", USD), credit("sales", "10.000", finer))))
                .containsExactly(
                        Map.entry(USD, BigInteger.valueOf(1_000)), Map.entry(finer, BigInteger.valueOf(-10_000)));
    }

    @Test
    void an_imbalance_says_by_how_much_debits_outweigh_credits_in_the_order_of_codes() {
        Map<Currency, BigInteger> imbalance = Postings.imbalance(List.of(
                debit("cash", "10.00", USD),
                credit("sales", "9.99", USD),
                credit("sales", "5.00", EUR),
                debit("till", "4.50", EUR)));

        assertThat(imbalance).containsExactly(Map.entry(EUR, BigInteger.valueOf(-50)), Map.entry(USD, BigInteger.ONE));
    }

    @Test
    void a_transaction_has_2_to_1000_lines() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Postings(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Postings(List.of(debit("cash", "1.00", USD))));
        assertThat(new Postings(pairs(500)).lines()).hasSize(1_000);
        assertThatIllegalArgumentException().isThrownBy(() -> new Postings(pairs(501)));
    }

    @Test
    void lines_of_an_account_keep_their_order_and_accounts_the_order_of_their_first_line() {
        Posting first = debit("b", "1.00", USD);
        Posting second = credit("a", "3.00", USD);
        Posting third = debit("b", "2.00", USD);

        Map<AccountPath, List<Posting>> byAccount = new Postings(List.of(first, second, third)).byAccount();

        assertThat(byAccount)
                .containsExactly(
                        Map.entry(new AccountPath("b"), List.of(first, third)),
                        Map.entry(new AccountPath("a"), List.of(second)));
    }

    @Test
    void a_line_is_never_of_nothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> debit("cash", "0.00", USD));
    }

    @Test
    void lines_cannot_be_changed_from_outside() {
        List<Posting> lines = new ArrayList<>(pairs(1));
        Postings postings = new Postings(lines);

        lines.clear();

        assertThat(postings.lines()).hasSize(2);
    }

    private static List<Posting> pairs(int count) {
        return Stream.generate(() -> List.of(debit("cash", "1.00", USD), credit("sales", "1.00", USD)))
                .limit(count)
                .flatMap(List::stream)
                .toList();
    }
}
