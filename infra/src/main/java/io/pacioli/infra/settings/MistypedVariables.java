package io.pacioli.infra.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Warns of environment variables that look like settings and are none: with {@code PACIOLI_DATABSE_URL} a service would
 * otherwise start on a database of its own, and nobody would know why the other one stays empty.
 */
@Component
class MistypedVariables {
    private static final Logger log = LoggerFactory.getLogger(MistypedVariables.class);
    private static final String PREFIX = "PACIOLI_";
    /** Read by the launcher. */
    private static final String JAVA_OPTIONS = "PACIOLI_JAVA_OPTIONS";

    @EventListener
    void warn(ApplicationReadyEvent ready) {
        var settings = ready.getApplicationContext()
                .getBeansWithAnnotation(ConfigurationProperties.class)
                .values();
        var mistyped = among(
                System.getenv().keySet(),
                settings.stream().map(Object::getClass).toList());
        if (!mistyped.isEmpty()) {
            log.warn("There is no setting for {}; docs/configuration.md has them all", String.join(", ", mistyped));
        }
    }

    /** Those of the variables that begin as ours do and belong to none of these records. */
    static Set<String> among(Set<String> variables, List<? extends Class<?>> settings) {
        var known = settings.stream()
                .filter(Class::isRecord)
                .flatMap(type -> variables(
                        type.getAnnotation(ConfigurationProperties.class).value(), type))
                .toList();
        var mistyped = new TreeSet<String>();
        for (var variable : variables) {
            if (variable.startsWith(PREFIX)
                    && !variable.equals(JAVA_OPTIONS)
                    && known.stream()
                            .noneMatch(
                                    name -> name.endsWith("_") ? variable.startsWith(name) : variable.equals(name))) {
                mistyped.add(variable);
            }
        }
        return mistyped;
    }

    /** The variables of a record's settings; one that ends in an underscore stands for all that begin with it. */
    private static Stream<String> variables(String prefix, Class<?> record) {
        return Arrays.stream(record.getRecordComponents()).flatMap(component -> {
            var name = prefix + "." + DataObjectPropertyName.toDashedForm(component.getName());
            if (component.getType().isRecord()) {
                return variables(name, component.getType());
            }
            var variable = name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
            return Stream.of(Map.class.isAssignableFrom(component.getType()) ? variable + "_" : variable);
        });
    }
}
