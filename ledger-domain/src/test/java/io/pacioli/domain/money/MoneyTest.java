package io.pacioli.domain.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {

    private static final Currency USD = Currency.of("USD", 2);
    private static final BigInteger LARGEST = BigInteger.TEN.pow(38).subtract(BigInteger.ONE);

    @ParameterizedTest
    @CsvSource({
        "12.34, 2, 1234, 12.34",
        "12.3, 2, 1230, 12.30",
        "12, 2, 1200, 12.00",
        "0, 2, 0, 0.00",
        "0.01, 2, 1, 0.01",
        "7, 0, 7, 7",
        "1E+3, 0, 1000, 1000",
        "0.000000000000000001, 18, 1, 0.000000000000000001",
        "1, 18, 1000000000000000000, 1.000000000000000000"
    })
    void major_units_become_minor_units_and_are_written_with_all_decimal_places(
            BigDecimal majorUnits, int scale, BigInteger minorUnits, String written) {
        Money money = Money.of(majorUnits, Currency.of("X", scale));

        assertThat(money.minorUnits()).isEqualTo(minorUnits);
        assertThat(money.toDecimal()).isEqualTo(written);
        assertThat(money).hasToString(written + " X");
    }

    @ParameterizedTest
    @CsvSource({"12.345, 2", "0.1, 0", "0.0000000000000000001, 18"})
    void an_amount_is_never_rounded(BigDecimal majorUnits, int scale) {
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> Money.of(majorUnits, Currency.of("X", scale)));
    }

    @Test
    void an_amount_has_at_most_38_digits() {
        assertThat(new Money(LARGEST, USD).minorUnits()).isEqualTo(LARGEST);
        assertThatIllegalArgumentException().isThrownBy(() -> new Money(LARGEST.add(BigInteger.ONE), USD));
    }

    @Test
    void an_amount_has_no_sign() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Money(BigInteger.ONE.negate(), USD));
    }

    @Test
    void a_difference_fits_on_both_sides_of_zero() {
        assertThat(Money.fits(LARGEST.negate())).isTrue();
        assertThat(Money.fits(LARGEST.negate().subtract(BigInteger.ONE))).isFalse();
        assertThat(Money.fits(BigInteger.valueOf(Long.MIN_VALUE))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-1.00", "1E+2", "1.0000000000000000000", "", "one", "100000000000000000000000000000000000000"})
    void what_was_never_written_is_not_read(String decimal) {
        assertThatIllegalArgumentException().isThrownBy(() -> Money.parse(decimal, USD.code()));
    }

    @Property
    void a_number_of_minor_units_is_written_as_the_decimal_number_it_is(
            @ForAll BigInteger minorUnits, @ForAll @IntRange(max = 18) int scale) {
        assertThat(Money.toDecimal(minorUnits, Currency.of("PTS", scale)))
                .isEqualTo(new BigDecimal(minorUnits, scale).toPlainString());
    }

    @Property
    void as_is_a_small_one(@ForAll long minorUnits, @ForAll @IntRange(max = 18) int scale) {
        assertThat(Money.toDecimal(BigInteger.valueOf(minorUnits), Currency.of("PTS", scale)))
                .isEqualTo(BigDecimal.valueOf(minorUnits, scale).toPlainString());
    }

    @Test
    void a_negative_difference_keeps_its_decimal_places() {
        assertThat(Money.toDecimal(BigInteger.valueOf(-5), USD)).isEqualTo("-0.05");
        assertThat(Money.toDecimal(BigInteger.valueOf(-5), Currency.of("JPY", 0)))
                .isEqualTo("-5");
    }
}
