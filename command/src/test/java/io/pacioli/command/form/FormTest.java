package io.pacioli.command.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.decision.RequestRefused;
import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.message.Text;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FormTest {

    private static final Notation<String> NAME = new TextNotation<>(1, 10, text -> text);

    @Test
    void everything_that_is_wrong_is_found_at_once() {
        assertThat(Reading.violations("""
                        {"name":7,"open":"yes","metadata":{"":"x","k":1},"colour":"red","scale":99}
                        """, FormTest::read))
                .containsExactly(
                        "/name FIELD_TYPE_WRONG",
                        "/open FIELD_TYPE_WRONG",
                        "/scale CURRENCY_SCALE_OUT_OF_RANGE",
                        "/metadata/ TEXT_EMPTY",
                        "/metadata/k FIELD_TYPE_WRONG",
                        "/colour FIELD_UNKNOWN");
    }

    @Test
    void one_reason_is_the_code_of_the_whole_and_several_are_an_invalid_request() {
        assertThatExceptionOfType(RequestRefused.class)
                .isThrownBy(() -> Reading.of("{\"colour\":1,\"size\":2,\"name\":\"n\",\"open\":true}", FormTest::read))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(ProblemCode.FIELD_UNKNOWN));
        assertThatExceptionOfType(RequestRefused.class)
                .isThrownBy(() -> Reading.of("{\"colour\":1,\"open\":true}", FormTest::read))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(ProblemCode.INVALID_REQUEST));
    }

    @Test
    void null_is_the_same_as_absent() {
        assertThat(Reading.violations("{\"name\":null,\"open\":true,\"metadata\":null,\"scale\":null}", FormTest::read))
                .containsExactly("/name FIELD_MISSING");
    }

    @Test
    void text_is_refused_for_what_is_wrong_with_it() {
        assertThat(nameViolations("\"\"")).containsExactly("/name TEXT_EMPTY");
        assertThat(nameViolations("\"01234567890\"")).containsExactly("/name TEXT_TOO_LONG");
        assertThat(nameViolations("\"a\\nb\"")).containsExactly("/name CONTROL_CHARACTER");
        assertThat(nameViolations("\"a\\u0000b\"")).containsExactly("/name CONTROL_CHARACTER");
        assertThat(nameViolations("\"a\\u0085b\"")).containsExactly("/name CONTROL_CHARACTER");
        assertThat(nameViolations("\"\\ud83d\"")).containsExactly("/name UNICODE_MALFORMED");
        assertThat(nameViolations("\"\\udcb0\\ud83d\"")).containsExactly("/name UNICODE_MALFORMED");
        assertThat(nameViolations("\"\\ud83d\\udcb0\"")).isEmpty();
    }

    @Test
    void metadata_has_at_most_64_pairs_of_bounded_text() {
        String pairs = IntStream.rangeClosed(1, 65)
                .mapToObj("\"k%d\":\"v\""::formatted)
                .collect(Collectors.joining(","));

        assertThat(metadataViolations(pairs)).containsExactly("/metadata METADATA_TOO_LARGE");
        assertThat(metadataViolations("\"" + "k".repeat(65) + "\":\"\""))
                .containsExactly("/metadata/" + "k".repeat(65) + " TEXT_TOO_LONG");
        assertThat(metadataViolations("\"k\":\"" + "v".repeat(513) + "\""))
                .containsExactly("/metadata/k TEXT_TOO_LONG");
        assertThat(metadataViolations("\"k\":\"a\\tb\"")).containsExactly("/metadata/k CONTROL_CHARACTER");
        assertThat(Reading.of("{\"metadata\":{\"b\":\"\",\"a\":\"1\"}}", MetadataField::in))
                .isEqualTo(Metadata.of(Map.of("a", "1", "b", "")));
    }

    @Test
    void a_name_that_the_client_made_up_cannot_spoil_the_answer() {
        List<String> violations =
                Reading.violations("{\"a\\u0085/~\\u0000\":1,\"name\":\"n\",\"open\":true}", FormTest::read);

        assertThat(violations).containsExactly("/a\uFFFD~1~0\uFFFD FIELD_UNKNOWN");
        assertThat(violations).allMatch(Text::isWellFormed);
    }

    @Test
    void no_more_than_a_thousand_violations_are_listed() {
        String fields =
                IntStream.range(0, 1_200).mapToObj("\"f%d\":0"::formatted).collect(Collectors.joining(","));

        assertThatExceptionOfType(RequestRefused.class)
                .isThrownBy(() -> Reading.of("{" + fields + "}", FormTest::read))
                .satisfies(refused -> {
                    assertThat(refused.violations()).hasSize(1_000);
                    assertThat(refused.code()).isEqualTo(ProblemCode.INVALID_REQUEST);
                    assertThat(refused.detail()).startsWith("1,202 things");
                });
    }

    private static List<String> nameViolations(String name) {
        return Reading.violations("{\"open\":true,\"name\":" + name + "}", FormTest::read);
    }

    private static List<String> metadataViolations(String pairs) {
        return Reading.violations("{\"metadata\":{" + pairs + "}}", MetadataField::in);
    }

    private static @Nullable String read(Form form) {
        String name = form.required("name", NAME);
        Boolean open = form.requiredTruth("open");
        form.optionalInteger("scale", 0, 18, ProblemCode.CURRENCY_SCALE_OUT_OF_RANGE);
        MetadataField.in(form);
        form.end();
        return form.isSound() ? name + open : null;
    }
}
