package io.pacioli.projections.generation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.type.filter.AssignableTypeFilter;

/** Pins what each version of the read tables looks like, so that none is changed without a new version. */
class ReadTableVersionsTest {

    private static final Path PINNED = Path.of("src/test/resources/read-tables.txt");
    private static final String WRITE = "pacioli.read-tables";

    private record Pin(String projection, int version, String digest) {

        static Pin of(ReadTables tables) {
            return new Pin(
                    tables.projection().id(), tables.projection().version(), ReadTableVersionsTest.digest(tables));
        }

        static Pin parse(String line) {
            String[] words = line.split(" ", -1);
            return new Pin(words[0], Integer.parseInt(words[1]), words[2]);
        }

        String line() {
            return "%s %d %s".formatted(projection, version, digest);
        }
    }

    @Test
    void tables_that_have_changed_have_a_new_version() throws IOException {
        Map<String, Pin> pinned = new LinkedHashMap<>();
        if (Files.exists(PINNED)) {
            Files.readAllLines(PINNED).stream().map(Pin::parse).forEach(pin -> pinned.put(pin.projection(), pin));
        }
        List<Pin> present = present();

        for (Pin pin : present) {
            Pin before = pinned.get(pin.projection());
            if (before != null && !before.digest().equals(pin.digest())) {
                assertThat(pin.version())
                        .as("The tables of %s have changed: raise their version in Projection.", pin.projection())
                        .isGreaterThan(before.version());
            }
        }
        if ("write".equals(System.getProperty(WRITE))) {
            Files.createDirectories(PINNED.getParent());
            Files.write(PINNED, present.stream().map(Pin::line).toList());
        } else {
            assertThat(present)
                    .as("-D%s=write on this test pins the new versions.", WRITE)
                    .containsExactlyElementsOf(pinned.values());
        }
    }

    @Test
    void the_edition_names_the_versions_of_all_in_order() {
        assertThat(new Edition().toString())
                .isEqualTo(present().stream()
                        .sorted(Comparator.comparing(pin -> Projection.named(pin.projection())))
                        .map(pin -> Integer.toString(pin.version()))
                        .collect(Collectors.joining(".")));
    }

    private static List<Pin> present() {
        try (GenericApplicationContext context = new GenericApplicationContext()) {
            ClassPathBeanDefinitionScanner scanner = new ClassPathBeanDefinitionScanner(context, false);
            scanner.addIncludeFilter(new AssignableTypeFilter(ReadTables.class));
            scanner.scan("io.pacioli.projections");
            context.refresh();
            return context.getBeansOfType(ReadTables.class).values().stream()
                    .sorted(Comparator.comparing(ReadTables::projection))
                    .map(Pin::of)
                    .toList();
        }
    }

    /** How a statement is broken into lines is not part of what it makes. */
    private static String digest(ReadTables tables) {
        try {
            String sql = (tables.definition() + ";" + tables.indexes())
                    .replaceAll("\\s+", " ")
                    .strip();
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(sql.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
