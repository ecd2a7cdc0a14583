package io.pacioli.infra.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/** The table in {@code docs/configuration.md} and the settings records of all modules are the same list. */
class ConfigurationTableTest {
    private static final Path TABLE = Path.of("..", "docs", "configuration.md");
    private static final Pattern ROW =
            Pattern.compile("\\| `(pacioli\\.[^`]+)` \\| `([^`]+)` \\| (?:`([^`]+)` )?\\| .+ \\|");

    @Test
    void every_setting_is_in_the_table_with_its_variable_and_its_default() throws IOException {
        assertThat(documented()).containsExactlyInAnyOrderElementsOf(declared());
    }

    private static List<Setting> documented() throws IOException {
        return Files.readAllLines(TABLE).stream()
                .map(ROW::matcher)
                .filter(row -> row.matches())
                .map(row -> new Setting(row.group(1), row.group(2), row.group(3) == null ? "" : row.group(3)))
                .toList();
    }

    private static List<Setting> declared() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        return scanner.findCandidateComponents("io.pacioli").stream()
                .map(candidate -> ClassUtils.resolveClassName(candidate.getBeanClassName(), null))
                .flatMap(type -> settings(
                        type.getAnnotation(ConfigurationProperties.class).value(), type))
                .toList();
    }

    private static Stream<Setting> settings(String prefix, Class<?> record) {
        assertThat(record).as("settings are records").isRecord();
        return Arrays.stream(record.getRecordComponents()).flatMap(component -> {
            var name = prefix + "." + DataObjectPropertyName.toDashedForm(component.getName());
            if (component.getType().isRecord()) {
                return settings(name, component.getType());
            }
            var isMap = Map.class.isAssignableFrom(component.getType());
            return Stream.of(new Setting(
                    isMap ? name + ".*" : name, variable(isMap ? name + ".*" : name), byDefault(record, component)));
        });
    }

    private static String byDefault(Class<?> record, RecordComponent component) {
        var parameters = record.getDeclaredConstructors()[0].getParameters();
        return Arrays.stream(parameters)
                .filter(parameter -> parameter.getName().equals(component.getName()))
                .map(parameter -> parameter.getAnnotation(DefaultValue.class))
                .map(annotation -> annotation == null ? "" : String.join(",", annotation.value()))
                .findFirst()
                .orElseThrow();
    }

    private static String variable(String name) {
        return name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    private record Setting(String name, String variable, String byDefault) {}
}
