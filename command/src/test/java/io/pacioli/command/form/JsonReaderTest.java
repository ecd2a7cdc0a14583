package io.pacioli.command.form;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"a\":1,}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{\"a\":1.}",
                "{\"a\":NaN}",
                "{\"a\":tru}",
                "{'a':1}",
                "{a:1}",
                "{\"a\":1}//",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12g4\"}",
                "{\"a\":\"line\nbreak\"}",
                "{\"a\":1} {\"b\":2}",
                "{\"a\":1}]",
                "[1,]",
                "\u0000{}",
                "hello",
            })
    void what_is_not_strictly_json_is_malformed(String body) {
        assertThat(violations(body.getBytes(UTF_8))).containsExactly(" JSON_MALFORMED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t"})
    void a_body_of_nothing_is_empty(String body) {
        assertThat(violations(body.getBytes(UTF_8))).containsExactly(" BODY_EMPTY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "1", "1.5e999999", "\"{}\"", "true"})
    void a_body_that_is_no_object_is_refused(String body) {
        assertThat(violations(body.getBytes(UTF_8))).containsExactly(" FIELD_TYPE_WRONG");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u00ff",
                "\u00c0\u0080",
                "\u00ed\u00a0\u0080",
                "\u00f5\u0080\u0080\u0080",
                "\u00e2\u0082",
                "\u0080",
            })
    void bytes_that_are_no_utf8_are_refused(String bytes) {
        byte[] body = ("{\"a long enough name\":\"" + bytes + "\"}").getBytes(ISO_8859_1);

        assertThat(violations(body)).containsExactly(" UTF8_MALFORMED");
    }

    @Test
    void other_encodings_of_unicode_are_not_guessed() {
        assertThat(violations("{\"a\":1}".getBytes(UTF_16BE))).containsExactly(" JSON_MALFORMED");
    }

    @Test
    void a_name_that_stands_twice_is_named_with_its_place() {
        assertThat(violations("{\"a\":[0,{\"b/c\":1,\"b/c\":2}],\"a\":3}".getBytes(UTF_8)))
                .containsExactly("/a/1/b~1c FIELD_DUPLICATE", "/a FIELD_DUPLICATE");
    }

    @Test
    void nesting_values_names_and_strings_have_their_limits() {
        assertThat(violations("[".repeat(17).getBytes(UTF_8))).containsExactly(" JSON_TOO_COMPLEX");
        assertThat(violations(("{\"" + "n".repeat(257) + "\":1}").getBytes(UTF_8)))
                .containsExactly(" JSON_TOO_COMPLEX");
        assertThat(violations(("{\"a\":\"" + "s".repeat((1 << 16) + 1) + "\"}").getBytes(UTF_8)))
                .containsExactly(" JSON_TOO_COMPLEX");
        assertThat(violations(("{\"a\":[" + "1,".repeat(1 << 14) + "1]}").getBytes(UTF_8)))
                .containsExactly(" JSON_TOO_COMPLEX");
    }

    @Test
    void well_formed_unicode_of_every_plane_is_read() {
        String text = "é ß 借方 \uD83D\uDCB0";

        assertThat(Reading.<String>of("{\"t\":\"" + text + "\"}", form -> form.required("t", (t, _, _) -> t)))
                .isEqualTo(text);
    }

    private static List<String> violations(byte[] body) {
        return Reading.violations(body, _ -> null);
    }
}
