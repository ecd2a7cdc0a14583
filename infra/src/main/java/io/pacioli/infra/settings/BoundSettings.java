package io.pacioli.infra.settings;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Settings as a command line and the environment have them, for commands that do not start the service. */
public final class BoundSettings {
    private final Binder binder;

    private BoundSettings(Binder binder) {
        this.binder = binder;
    }

    /** @param options settings by name, such as {@code pacioli.data-dir}; they win over the environment */
    public static BoundSettings with(Map<String, Object> options) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("options", options));
        return new BoundSettings(new Binder(ConfigurationPropertySources.get(environment)));
    }

    public <T> T of(Class<T> type) {
        var prefix = type.getAnnotation(ConfigurationProperties.class).value();
        return binder.bindOrCreate(prefix, Bindable.of(type));
    }
}
