package io.pacioli.domain.transaction;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pacioli.domain.account.AccountName;
import io.pacioli.domain.ledger.LedgerName;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TextLengthsTest {

    static Stream<Arguments> texts() {
        return Stream.of(
                text("ledger name", LedgerName::new, 1, 200),
                text("account name", AccountName::new, 1, 200),
                text("reference", Reference::new, 1, 128),
                text("description", Description::new, 0, 1_000));
    }

    private static Arguments text(String what, Function<String, Object> made, int lengthMin, int lengthMax) {
        return Arguments.of(what, made, lengthMin, lengthMax);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void a_text_has_a_length_within_its_bounds_and_no_control_character(
            String what, Function<String, Object> made, int lengthMin, int lengthMax) {
        assertThatCode(() -> made.apply("x".repeat(lengthMin))).doesNotThrowAnyException();
        assertThatCode(() -> made.apply("x".repeat(lengthMax))).doesNotThrowAnyException();
        assertThatIllegalArgumentException().isThrownBy(() -> made.apply("x".repeat(lengthMax + 1)));
        assertThatIllegalArgumentException().isThrownBy(() -> made.apply("x\n"));
        assertThatIllegalArgumentException().isThrownBy(() -> made.apply("x\uDFFF"));
        if (lengthMin > 0) {
            assertThatIllegalArgumentException().isThrownBy(() -> made.apply(""));
        }
    }
}
