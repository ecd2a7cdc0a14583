package io.pacioli.domain.message;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MetadataTest {

    @Test
    void pairs_stand_in_the_order_of_their_keys() {
        assertThat(Metadata.of(Map.of("b", "2", "a", "1", "C", "3")).pairs())
                .containsExactly(Map.entry("C", "3"), Map.entry("a", "1"), Map.entry("b", "2"));
    }

    @Test
    void a_value_may_be_empty_and_a_key_may_not() {
        assertThat(Metadata.of(Map.of("note", "")).pairs()).containsEntry("note", "");
        assertThatIllegalArgumentException().isThrownBy(() -> Metadata.of(Map.of("", "x")));
    }

    @Test
    void there_are_at_most_64_pairs() {
        assertThat(Metadata.of(pairs(64)).pairs()).hasSize(64);
        assertThatIllegalArgumentException().isThrownBy(() -> Metadata.of(pairs(65)));
    }

    @Test
    void keys_and_values_are_bounded() {
        assertThat(Metadata.of(Map.of("k".repeat(64), "v".repeat(512))).isEmpty())
                .isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> Metadata.of(Map.of("k".repeat(65), "v")));
        assertThatIllegalArgumentException().isThrownBy(() -> Metadata.of(Map.of("k", "v".repeat(513))));
    }

    @Test
    void keys_and_values_are_text() {
        assertThatIllegalArgumentException().isThrownBy(() -> Metadata.of(Map.of("k\n", "v")));
        assertThatIllegalArgumentException().isThrownBy(() -> Metadata.of(Map.of("k", "\uD800")));
    }

    @Test
    void pairs_cannot_be_changed_from_outside() {
        TreeMap<String, String> pairs = new TreeMap<>(Map.of("a", "1"));
        Metadata metadata = new Metadata(pairs);

        pairs.put("b", "2");

        assertThat(metadata.pairs()).containsOnlyKeys("a");
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> metadata.pairs().put("b", "2"));
    }

    private static Map<String, String> pairs(int count) {
        return IntStream.range(0, count).boxed().collect(toMap(i -> "key" + i, i -> "value"));
    }
}
