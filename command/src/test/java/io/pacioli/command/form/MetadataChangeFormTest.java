package io.pacioli.command.form;

import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.message.MetadataChange;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetadataChangeFormTest {

    @Test
    void a_full_form_is_read_field_by_field() {
        assertThat(Reading.of(
                        "{\"merge\":{\"payout\":\"2026-03\",\"note\":\"\"},\"delete\":[\"a\",\"b/c\"]}",
                        MetadataChangeForm::read))
                .isEqualTo(new MetadataChange(
                        Metadata.of(Map.of("payout", "2026-03", "note", "")), new TreeSet<>(List.of("a", "b/c"))));
    }

    @Test
    void either_part_may_be_left_out() {
        assertThat(Reading.of("{\"merge\":{\"a\":\"1\"}}", MetadataChangeForm::read)
                        .delete())
                .isEmpty();
        assertThat(Reading.of("{\"delete\":[\"a\",\"a\"]}", MetadataChangeForm::read)
                        .delete())
                .containsExactly("a");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '~', textBlock = """
            {}                                              ~ /merge FIELD_MISSING
            {"merge":{},"delete":[]}                        ~ /merge FIELD_MISSING
            {"merge":null}                                  ~ /merge FIELD_MISSING
            {"merge":[]}                                    ~ /merge FIELD_TYPE_WRONG
            {"merge":{"a":1}}                               ~ /merge/a FIELD_TYPE_WRONG
            {"merge":{"a":null}}                            ~ /merge/a FIELD_TYPE_WRONG
            {"merge":{"":"1"}}                              ~ /merge/ TEXT_EMPTY
            {"delete":"a"}                                  ~ /delete FIELD_TYPE_WRONG
            {"delete":["a",1]}                              ~ /delete/1 FIELD_TYPE_WRONG
            {"delete":[""]}                                 ~ /delete/0 TEXT_EMPTY
            {"delete":["a\\u0000"]}                         ~ /delete/0 CONTROL_CHARACTER
            {"merge":{"a":"1"},"delete":["b","a"]}          ~ /delete/1 METADATA_KEY_CONTRADICTED
            {"merge":{"a":"1"},"metadata":{}}               ~ /metadata FIELD_UNKNOWN
            """)
    void what_is_wrong_is_named_with_its_reason(String body, String violation) {
        assertThat(Reading.violations(body, MetadataChangeForm::read)).containsExactly(violation);
    }

    @Test
    void both_parts_are_bounded() {
        String keys = IntStream.range(0, 65).mapToObj("\"k%d\""::formatted).collect(Collectors.joining(","));

        assertThat(Reading.violations("{\"delete\":[" + keys + "]}", MetadataChangeForm::read))
                .containsExactly("/delete METADATA_TOO_LARGE");
        assertThat(Reading.violations(
                        "{\"merge\":{" + keys.replace("\",", "\":\"\",") + ":\"\"}}", MetadataChangeForm::read))
                .containsExactly("/merge METADATA_TOO_LARGE");
    }
}
