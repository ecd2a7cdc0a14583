package io.pacioli.domain.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CurrencyTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 8, 18})
    void a_currency_has_up_to_18_decimal_places(int scale) {
        assertThat(Currency.of("BTC", scale).scale()).isEqualTo(scale);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 19, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void a_currency_has_no_other_number_of_decimal_places(int scale) {
        assertThatIllegalArgumentException().isThrownBy(() -> Currency.of("BTC", scale));
    }

    @ParameterizedTest
    @CsvSource({"USD,2", "EUR,2", "JPY,0", "KWD,3", "CLF,4", "ISK,0"})
    void iso_4217_gives_the_decimal_places_of_its_currencies(String code, int scale) {
        assertThat(Currency.isoScale(new CurrencyCode(code))).hasValue(scale);
    }

    @ParameterizedTest
    @ValueSource(strings = {"BTC", "XAU", "VACHR"})
    void iso_4217_gives_no_decimal_places_to_anything_else(String code) {
        assertThat(Currency.isoScale(new CurrencyCode(code))).isEqualTo(OptionalInt.empty());
    }

    @Test
    void the_same_code_with_another_scale_is_another_currency() {
        assertThat(Currency.of("USD", 2)).isNotEqualTo(Currency.of("USD", 3));
    }
}
