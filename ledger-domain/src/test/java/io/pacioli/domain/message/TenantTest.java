package io.pacioli.domain.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TenantTest {

    @ParameterizedTest
    @ValueSource(strings = {"default", "a", "acme-2", "0"})
    void a_tenant_is_a_slug(String name) {
        assertThat(new Tenant(name)).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Acme", "acme-", "-acme", "a b", "a/b", "a\n"})
    void anything_else_is_not(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Tenant(name));
    }
}
