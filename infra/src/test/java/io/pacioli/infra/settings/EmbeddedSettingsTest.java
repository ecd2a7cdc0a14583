package io.pacioli.infra.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class EmbeddedSettingsTest {

    @Test
    void of_an_argument_and_a_variable_for_one_setting_the_argument_wins() {
        var environment = new StandardEnvironment();
        var sources = environment.getPropertySources();
        sources.forEach(source -> sources.remove(source.getName()));
        sources.addLast(new MapPropertySource("arguments", Map.of("pacioli.embedded.settings.min_wal_size", "80MB")));
        sources.addLast(new SystemEnvironmentPropertySource(
                "systemEnvironment",
                Map.of(
                        "PACIOLI_EMBEDDED_SETTINGS_MIN_WAL_SIZE", "2GB",
                        "PACIOLI_EMBEDDED_SETTINGS_SHARED_BUFFERS", "1GB")));

        var settings = new Binder(ConfigurationPropertySources.from(sources))
                .bind("pacioli.embedded", Bindable.of(EmbeddedSettings.class))
                .get();

        assertThat(settings.settings())
                .containsOnly(Map.entry("min_wal_size", "80MB"), Map.entry("shared_buffers", "1GB"));
    }
}
