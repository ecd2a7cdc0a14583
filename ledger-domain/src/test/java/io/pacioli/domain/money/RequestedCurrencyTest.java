package io.pacioli.domain.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestedCurrencyTest {

    private static final Currency USD = Currency.of("USD", 2);

    @ParameterizedTest
    @ValueSource(strings = {"USD", "USD/2", "JPY/0", "WEI/18", "BRK.B/9"})
    void a_currency_is_a_code_and_may_say_its_scale(String text) {
        assertThat(RequestedCurrency.isWellFormed(text)).isTrue();
        assertThat(RequestedCurrency.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "/", "/2", "USD/", "usd/2", "USD//2", "USD/02", "USD/00", "USD/19", "USD/100", "USD/-1", "USD/2/2",
                "USD/ 2", "USD/٢", "USD/x"
            })
    void anything_else_is_not_a_currency(String text) {
        assertThat(RequestedCurrency.isWellFormed(text)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> RequestedCurrency.parse(text));
    }

    @Test
    void it_fits_the_currency_whose_scale_it_does_not_deny() {
        assertThat(RequestedCurrency.parse("USD").fits(USD)).isTrue();
        assertThat(RequestedCurrency.parse("USD/2").fits(USD)).isTrue();
        assertThat(RequestedCurrency.parse("USD/3").fits(USD)).isFalse();
        assertThat(RequestedCurrency.parse("EUR/2").fits(USD)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 19})
    void a_scale_is_within_its_bounds(int scale) {
        assertThatIllegalArgumentException().isThrownBy(() -> new RequestedCurrency(USD.code(), scale));
    }
}
