package io.pacioli.domain.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hashes of keys are stored for ever: a change of any of these would let every key there is be used again. */
class UniqueKeyTest {

    @ParameterizedTest
    @CsvSource({
        "reference/default/household, bean-000001,   3316163650408989158",
        "reference/default/household, Überweisung 1, 6937983945472140043",
        "idempotency/default,         3f0e,          6982565540020234823"
    })
    void a_key_has_the_same_hash_for_ever(String scope, String value, long expected) {
        assertThat(new UniqueKey(scope, value).hash()).isEqualTo(expected);
    }

    @Test
    void one_value_in_two_scopes_is_two_keys() {
        assertThat(new UniqueKey("reference/default/one", "x").hash())
                .isNotEqualTo(new UniqueKey("reference/default/two", "x").hash());
    }

    @Test
    void where_the_scope_ends_makes_a_difference() {
        assertThat(new UniqueKey("ab", "c").hash()).isNotEqualTo(new UniqueKey("a", "bc").hash());
    }
}
