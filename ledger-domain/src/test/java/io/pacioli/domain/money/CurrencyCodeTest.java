package io.pacioli.domain.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CurrencyCodeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"USD", "X", "BTC", "VACHR", "A1", "BRK.B", "GOLD_OZ", "NYSE-IBM", "ABCDEFGHIJKLMNOPQRSTUVWX"})
    void a_code_is_upper_case(String text) {
        assertThat(new CurrencyCode(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "usd",
                "Usd",
                "1INCH",
                ".A",
                "A.",
                "A_",
                "A-",
                "US D",
                " USD",
                "USD ",
                "USD\n",
                "ÄUR",
                "€",
                "ABCDEFGHIJKLMNOPQRSTUVWXY"
            })
    void anything_else_is_not_a_code(String text) {
        assertThat(CurrencyCode.isWellFormed(text)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new CurrencyCode(text));
    }
}
