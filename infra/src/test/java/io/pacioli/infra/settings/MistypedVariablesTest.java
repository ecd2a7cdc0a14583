package io.pacioli.infra.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MistypedVariablesTest {
    private static final List<Class<? extends Record>> SETTINGS =
            List.of(ServiceSettings.class, DatabaseSettings.class, EmbeddedSettings.class);

    @Test
    void variables_of_settings_are_known_and_others_that_look_like_them_are_not() {
        var variables = Set.of(
                "PACIOLI_DATA_DIR",
                "PACIOLI_DATABASE_OWNER_PASSWORD",
                "PACIOLI_EMBEDDED_SETTINGS_SHARED_BUFFERS",
                "PACIOLI_JAVA_OPTIONS",
                "PATH",
                "PACIOLI_DATABSE_URL",
                "PACIOLI_DATABASE");

        assertThat(MistypedVariables.among(variables, SETTINGS))
                .containsExactly("PACIOLI_DATABASE", "PACIOLI_DATABSE_URL");
    }
}
