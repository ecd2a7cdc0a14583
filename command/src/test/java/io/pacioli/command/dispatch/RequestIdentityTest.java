package io.pacioli.command.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.domain.message.Tenant;
import io.pacioli.domain.message.UniqueKey;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdentityTest {

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "0af7651916cd43dd8448eb211c80319c")
    void it_travels_as_metadata_and_comes_back_the_same(@Nullable String traceId) {
        RequestIdentity identity =
                new RequestIdentity(Tenant.DEFAULT, "key 1", "v1:00ff", RequestIdentity.ANONYMOUS, traceId);

        assertThat(RequestIdentity.of(identity.toMetaData())).isEqualTo(identity);
    }

    @Test
    void a_command_without_a_request_has_none() {
        assertThat(RequestIdentity.of(Map.of())).isNull();
    }

    @Test
    void a_further_command_of_a_request_has_a_key_that_no_client_can_send() {
        RequestIdentity identity = new RequestIdentity(Tenant.DEFAULT, "key-1", "v1:00ff", "anonymous", null);

        RequestIdentity part = identity.ofPart("closing entries");

        assertThat(part.idempotencyKey()).startsWith("key-1").contains(" ");
        assertThat(part.fingerprint()).isEqualTo(identity.fingerprint());
        assertThat(identity.ofPart("closing entries")).isEqualTo(part);
    }

    @Test
    void a_key_belongs_to_its_tenant() {
        assertThat(new RequestIdentity(new Tenant("acme"), "key 1", "v1:00ff", "anonymous", null).key())
                .isEqualTo(new UniqueKey("idempotency/acme", "key 1"));
    }
}
