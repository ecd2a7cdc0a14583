package io.pacioli.domain.transaction;

import static io.pacioli.domain.transaction.Lines.EUR;
import static io.pacioli.domain.transaction.Lines.USD;
import static io.pacioli.domain.transaction.Lines.credit;
import static io.pacioli.domain.transaction.Lines.debit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.decision.Result;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.money.Money;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExchangeTest {

    private static final Currency JPY = Currency.of("JPY", 0);
    private static final String PAIR = "equity:exchange:EUR-USD";
    private static final String LARGEST = "9".repeat(36) + ".99";

    private static Exchange euroForDollar(String rate) {
        return new Exchange(EUR.code(), USD.code(), ExchangeRate.parse(rate));
    }

    @Test
    void each_currency_is_balanced_on_the_account_of_the_pair() {
        List<Posting> lines =
                List.of(debit("liabilities:ada", "100.00", EUR), credit("liabilities:ada", "108.50", USD));

        assertThat(euroForDollar("1.085").balanced(lines, EUR, USD))
                .isEqualTo(Result.of(new Postings(List.of(
                        lines.getFirst(), lines.getLast(), credit(PAIR, "100.00", EUR), debit(PAIR, "108.50", USD)))));
    }

    @Test
    void the_sides_may_be_the_other_way_round_and_lines_may_be_many() {
        List<Posting> lines = List.of(
                credit("assets:bank", "100.00", EUR),
                debit("assets:bank", "107.50", USD),
                debit("expenses:fees", "1.00", USD),
                debit("assets:till", "7", JPY),
                credit("income:sales", "7", JPY));

        assertThat(euroForDollar("1.085").balanced(lines, EUR, USD))
                .isInstanceOfSatisfying(
                        Result.Agreed.class,
                        agreed -> assertThat(((Postings) agreed.value()).lines())
                                .endsWith(debit(PAIR, "100.00", EUR), credit(PAIR, "108.50", USD)));
    }

    @Test
    void both_ways_of_a_pair_go_through_one_account() {
        assertThat(euroForDollar("1").account()).isEqualTo(new AccountPath(PAIR));
        assertThat(new Exchange(USD.code(), EUR.code(), ExchangeRate.parse("1")).account())
                .isEqualTo(new AccountPath(PAIR));
    }

    @ParameterizedTest(name = "{0} EUR at {1} for {2} USD: {3}")
    @CsvSource(delimiter = '|', textBlock = """
            100.00 | 1.085                | 108.50 | true
            7.00   | 0.9512345678         | 6.65   | true
            7.00   | 0.9512345678         | 6.66   | true
            7.00   | 0.9512345678         | 6.67   | false
            7.00   | 0.9512345678         | 6.64   | false
            1.00   | 1                    | 1.01   | false
            1.00   | 1                    | 0.99   | false
            1.00   | 1.000000000000000001 | 1.01   | true
            0.01   | 0.5                  | 0.01   | true
            """)
    void an_amount_is_at_the_rate_to_within_less_than_a_minor_unit(
            String given, String rate, String taken, boolean atRate) {
        Exchange exchange = euroForDollar(rate);

        assertThat(exchange.isAtRate(money(given, EUR), money(taken, USD))).isEqualTo(atRate);
        assertThat(exchange.balanced(List.of(debit("a", given, EUR), credit("b", taken, USD)), EUR, USD))
                .isInstanceOf(atRate ? Result.Agreed.class : Result.Refused.class);
    }

    /** In the order of their precedence: each breaks its own rule and every later one that can be broken with it. */
    static Stream<Arguments> rules() {
        Posting ofYen = debit("assets:till", "7", JPY);
        Posting largest = debit("assets:till", LARGEST, EUR);
        Posting euros = debit("assets:till", "1.00", EUR);
        return Stream.of(
                Arguments.of(
                        List.of(ofYen, largest, euros), new Rejection.AmountTooLarge(Map.of("/exchange/from", EUR))),
                Arguments.of(
                        List.of(ofYen, debit("assets:till", LARGEST, USD), debit("assets:bank", LARGEST, USD)),
                        new Rejection.AmountTooLarge(Map.of("/exchange/to", USD))),
                Arguments.of(List.of(ofYen, euros), new Rejection.Unbalanced(Map.of(JPY, BigInteger.valueOf(7)))),
                Arguments.of(
                        List.of(euros, credit("assets:bank", "1.00", EUR)),
                        new Rejection.ExchangeOneSided(EUR.code(), USD.code())),
                Arguments.of(List.of(euros, euros), new Rejection.ExchangeOneSided(EUR.code(), USD.code())),
                Arguments.of(
                        List.of(euros, debit("assets:bank", "2.00", USD)),
                        new Rejection.ExchangeOneSided(EUR.code(), USD.code())),
                Arguments.of(
                        List.of(euros, credit("assets:bank", "2.01", USD)),
                        new Rejection.ExchangeRateMismatch(
                                money("1.00", EUR), money("2.01", USD), new BigDecimal("2.00"))));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void lines_that_are_no_such_exchange_are_refused(List<Posting> lines, Rejection expected) {
        assertThat(euroForDollar("2").balanced(lines, EUR, USD)).isEqualTo(Result.refused(expected));
        assertThat(expected.detail()).endsWith(".");
        assertThat(expected.violations())
                .isNotEmpty()
                .allSatisfy(violation -> assertThat(violation.code()).isEqualTo(expected.code()));
    }

    @Test
    void a_mismatch_tells_what_the_rate_gives_to_its_last_place() {
        Rejection mismatch = new Rejection.ExchangeRateMismatch(
                money("7.00", EUR), money("6.67", USD), new BigDecimal("6.658641974600"));

        assertThat(mismatch.detail())
                .isEqualTo("At the rate, 7.00 EUR are 6.658641974600 USD, and the postings give 6.67 USD for them.");
    }

    @Property
    void whatever_is_rounded_to_its_last_place_is_at_the_rate_and_balances(
            @ForAll @BigRange(min = "0.01", max = "99999999999999.99") @Scale(2) BigDecimal given,
            @ForAll @BigRange(min = "0.01", max = "999999.999999") @Scale(6) BigDecimal rate,
            @ForAll @IntRange(min = 0, max = 18) int scale,
            @ForAll RoundingMode rounding) {
        Currency other = Currency.of("XYZ", scale);
        BigDecimal exact = given.multiply(rate);
        RoundingMode mode = rounding == RoundingMode.UNNECESSARY ? RoundingMode.HALF_EVEN : rounding;
        BigDecimal taken = exact.setScale(scale, mode);
        if (taken.signum() == 0) {
            return;
        }
        Exchange exchange = new Exchange(EUR.code(), other.code(), new ExchangeRate(rate));
        List<Posting> lines = new ArrayList<>();
        lines.add(new Posting(new AccountPath("a"), Direction.DEBIT, Money.of(given, EUR)));
        lines.add(new Posting(new AccountPath("b"), Direction.CREDIT, Money.of(taken, other)));

        Result<Postings> balanced = exchange.balanced(lines, EUR, other);

        assertThat(balanced)
                .isInstanceOfSatisfying(
                        Result.Agreed.class,
                        agreed -> assertThat(Postings.imbalance(((Postings) agreed.value()).lines()))
                                .isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "0.000000000000000001", "1.0850", "99999999999999999999999999999999999999"})
    void a_rate_keeps_the_places_it_was_written_with(String rate) {
        assertThat(ExchangeRate.parse(rate)).hasToString(rate);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "0.0000000000000000001", "100000000000000000000000000000000000000", "1E+1"})
    void anything_else_is_no_rate(String rate) {
        assertThatIllegalArgumentException().isThrownBy(() -> ExchangeRate.parse(rate));
    }

    @Test
    void a_currency_is_not_given_for_itself() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Exchange(EUR.code(), EUR.code(), ExchangeRate.parse("1")));
    }

    private static Money money(String amount, Currency currency) {
        return Money.of(new BigDecimal(amount), currency);
    }
}
