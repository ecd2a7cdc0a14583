package io.pacioli.domain.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {

    private static final String WALLET = "\uD83D\uDC5B";

    @ParameterizedTest
    @ValueSource(strings = {"", "Rent, March", "Überweisung", "家賃", "😀 paid", "a\u00A0b", "e\u0301", "\u200F"})
    void what_people_write_is_well_formed(String text) {
        assertThat(Text.isWellFormed(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "a\tb", "a\nb", "\r", "\u001B[31m", "\u007F", "\u0085", "\u009F"})
    void control_characters_are_not(String text) {
        assertThat(Text.isWellFormed(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0xD800, 0xDBFF, 0xDC00, 0xDFFF})
    void half_a_character_is_not(int surrogate) {
        String half = String.valueOf((char) surrogate);

        assertThat(Text.isWellFormed(half)).isFalse();
        assertThat(Text.isWellFormed(half + "a")).isFalse();
        assertThat(Text.isWellFormed("a" + half)).isFalse();
    }

    @Test
    void two_halves_in_the_wrong_order_are_not_a_character() {
        assertThat(Text.isWellFormed("\uDC5B\uD83D")).isFalse();
    }

    @Test
    void a_length_counts_characters_as_people_see_them_in_unicode() {
        assertThat(Text.isWithin(WALLET.repeat(5), 1, 5)).isTrue();
        assertThat(Text.isWithin(WALLET.repeat(6), 1, 5)).isFalse();
        assertThat(Text.isWithin(WALLET, 2, 5)).isFalse();
        assertThat(Text.isWithin("", 0, 5)).isTrue();
        assertThat(Text.isWithin("", 1, 5)).isFalse();
    }

    @Test
    void what_is_refused_is_not_quoted() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Text.require("Ada Lovelace\n", 1, 20))
                .withMessage("not 1 to 20 characters of text without control characters");
    }
}
