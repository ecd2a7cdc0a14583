package io.pacioli.domain.message;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class MetadataChangeTest {

    private static final Metadata FULL = Metadata.of(
            IntStream.range(0, Metadata.PAIRS_MAX).boxed().collect(toMap(number -> "k" + number, number -> "")));

    private static MetadataChange change(Map<String, String> merge, String... delete) {
        return new MetadataChange(Metadata.of(merge), new TreeSet<>(List.of(delete)));
    }

    @Test
    void a_change_puts_pairs_over_those_of_the_same_key_and_takes_keys_out() {
        Metadata before = Metadata.of(Map.of("a", "1", "b", "2", "c", "3"));

        assertThat(change(Map.of("a", "9", "d", "4"), "b", "x").appliedTo(before))
                .contains(Metadata.of(Map.of("a", "9", "c", "3", "d", "4")));
    }

    @Test
    void what_is_full_takes_a_pair_where_another_is_taken_out() {
        assertThat(change(Map.of("new", "")).appliedTo(FULL)).isEmpty();
        assertThat(change(Map.of("k1", "over")).appliedTo(FULL)).isPresent();
        assertThat(change(Map.of("new", ""), "k1").appliedTo(FULL))
                .hasValueSatisfying(after -> assertThat(after.pairs()).hasSize(Metadata.PAIRS_MAX));
    }

    @Test
    void a_key_is_not_merged_and_deleted() {
        assertThatIllegalArgumentException().isThrownBy(() -> change(Map.of("a", "1"), "a"));
    }

    @Test
    void keys_to_delete_are_bounded() {
        assertThatIllegalArgumentException().isThrownBy(() -> change(Map.of(), ""));
        assertThatIllegalArgumentException().isThrownBy(() -> change(Map.of(), "k".repeat(65)));
        TreeSet<String> keys = new TreeSet<>(FULL.pairs().keySet());
        keys.add("one more");
        assertThatIllegalArgumentException().isThrownBy(() -> new MetadataChange(Metadata.NONE, keys));
    }

    @Property
    void changes_that_are_applied_one_after_the_other_leave_what_a_map_would_have(
            @ForAll("changes") List<MetadataChange> changes) {
        Metadata metadata = Metadata.NONE;
        Map<String, String> map = new TreeMap<>();
        for (MetadataChange change : changes) {
            metadata = change.appliedTo(metadata).orElseThrow();
            change.merge().pairs().forEach(map::put);
            change.delete().forEach(map::remove);
        }

        assertThat(metadata.pairs()).isEqualTo(map);
    }

    @Provide
    Arbitrary<List<MetadataChange>> changes() {
        Arbitrary<String> keys = Arbitraries.of("a", "b", "c", "d");
        return Arbitraries.maps(keys, Arbitraries.of("", "1", "2"))
                .flatMap(merge -> keys.filter(key -> !merge.containsKey(key) || merge.size() == 4)
                        .set()
                        .ofMaxSize(merge.size() == 4 ? 0 : 4 - merge.size())
                        .map(delete -> new MetadataChange(Metadata.of(merge), new TreeSet<>(delete))))
                .list()
                .ofMaxSize(20);
    }
}
