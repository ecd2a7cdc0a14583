package io.pacioli.domain.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class MoneyProperties {

    @Property
    void decimal_text_reads_back_as_the_same_amount(@ForAll("amounts") Money money) {
        assertThat(Money.parse(money.toDecimal(), money.currency().code())).isEqualTo(money);
    }

    @Property
    void decimal_text_has_exactly_the_decimal_places_of_the_currency_and_no_exponent(@ForAll("amounts") Money money) {
        int scale = money.currency().scale();

        assertThat(money.toDecimal()).matches(scale == 0 ? "\\d{1,38}" : "\\d{1,38}\\.\\d{" + scale + "}");
    }

    @Property
    void major_units_say_the_same_amount(@ForAll("amounts") Money money) {
        assertThat(Money.of(new BigDecimal(money.toDecimal()), money.currency()))
                .isEqualTo(money);
    }

    @Property
    void an_amount_fits_exactly_when_it_has_at_most_38_digits(@ForAll BigInteger minorUnits) {
        BigInteger wide = minorUnits.multiply(BigInteger.TEN.pow(20));

        assertThat(Money.fits(wide)).isEqualTo(wide.abs().toString().length() <= Money.DIGITS_MAX);
    }

    @Provide
    Arbitrary<Money> amounts() {
        Arbitrary<Integer> scales = Arbitraries.integers().between(Currency.SCALE_MIN, Currency.SCALE_MAX);
        Arbitrary<BigInteger> minorUnits = Arbitraries.bigIntegers()
                .between(BigInteger.ZERO, BigInteger.TEN.pow(Money.DIGITS_MAX).subtract(BigInteger.ONE));
        return Combinators.combine(minorUnits, scales)
                .as((amount, scale) -> new Money(amount, Currency.of("X", scale)));
    }
}
