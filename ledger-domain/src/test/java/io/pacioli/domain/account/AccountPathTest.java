package io.pacioli.domain.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pacioli.domain.ledger.LedgerId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountPathTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "assets",
                "assets:bank:operating",
                "Assets:US:BofA:Checking",
                "1000",
                "a:1.2_3-4",
                "a:b:c:d:e:f:g:h:i:j:k:l:m:n:o:p"
            })
    void a_path_is_segments_with_colons_between(String text) {
        assertThat(new AccountPath(text)).hasToString(text);
    }

    @ParameterizedTest
    @MethodSource
    @ValueSource(
            strings = {
                "",
                ":",
                "assets:",
                ":assets",
                "assets::bank",
                "assets bank",
                " assets",
                "assets\n",
                "_assets",
                "-a",
                ".a",
                "assets:-bank",
                "assets/bank",
                "ässets",
                "a:b:c:d:e:f:g:h:i:j:k:l:m:n:o:p:q"
            })
    void anything_else_is_not_a_path(String text) {
        assertThat(AccountPath.isWellFormed(text)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new AccountPath(text));
    }

    static Stream<String> anything_else_is_not_a_path() {
        return Stream.of("a".repeat(256), "a:".repeat(127) + "ab");
    }

    @Test
    void a_path_has_at_most_255_characters() {
        assertThat(new AccountPath("a".repeat(255)).value()).hasSize(255);
    }

    @Test
    void its_first_segment_is_what_stands_before_the_first_colon() {
        assertThat(new AccountPath("assets:bank:eur").firstSegment()).isEqualTo("assets");
        assertThat(new AccountPath("cash").firstSegment()).isEqualTo("cash");
    }

    @Test
    void upper_and_lower_case_are_two_accounts() {
        LedgerId ledger = LedgerId.of("household");

        assertThat(new AccountPath("Cash").streamIn(ledger)).isNotEqualTo(new AccountPath("cash").streamIn(ledger));
    }

    @Test
    void paths_sort_as_text() {
        assertThat(Stream.of("b", "a:b", "a", "B").map(AccountPath::new).sorted())
                .isEqualTo(Stream.of("B", "a", "a:b", "b").map(AccountPath::new).toList());
    }

    @Test
    void a_long_bad_path_is_refused_at_once() {
        String almost = "a".repeat(250) + "!";

        assertThat(List.of(almost, "a:".repeat(120) + "!")).noneMatch(AccountPath::isWellFormed);
    }
}
