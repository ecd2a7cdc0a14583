package io.pacioli.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pacioli.domain.message.Tenant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerIdTest {

    private static final String LONGEST = "a2345678901234567890123456789012345678901234567890123456789012z";

    @ParameterizedTest
    @ValueSource(strings = {"household", "wallet-eu", "a", "7", "a--b", LONGEST})
    void a_slug_is_lower_case_letters_digits_and_inner_hyphens(String slug) {
        assertThat(LedgerId.of(slug)).hasToString(slug);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "House", "-a", "a-", "a_b", "a.b", "a b", "a\n", "ä", "a/b", LONGEST + "z"})
    void anything_else_is_not_a_slug(String slug) {
        assertThat(LedgerId.isWellFormed(slug)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> LedgerId.of(slug));
    }

    @Test
    void one_slug_of_two_tenants_is_two_ledgers() {
        assertThat(new LedgerId(new Tenant("one"), "main").stream())
                .isNotEqualTo(new LedgerId(new Tenant("two"), "main").stream());
    }
}
