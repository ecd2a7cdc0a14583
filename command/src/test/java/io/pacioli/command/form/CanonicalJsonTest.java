package io.pacioli.command.form;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class CanonicalJsonTest {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    @Test
    void blanks_go_and_names_are_sorted_at_every_level() {
        assertThat(canonical("""
                { "b" : [ 3 , { "z" : true , "y" : null } ] , "a" : "x" }
                """)).isEqualTo("""
                {"a":"x","b":[3,{"y":null,"z":true}]}""");
    }

    /** RFC 8785, section 3.2.3: the order of its example, by UTF-16 code units, where a pair sorts before a late single unit. */
    @Test
    void names_are_sorted_by_utf16_code_units() {
        assertThat(canonical("""
                {"\\u20ac":1,"\\r":2,"\\ufb33":3,"1":4,"\\ud83d\\ude00":5,"\\u0080":6,"\\u00f6":7}
                """))
                .isEqualTo(
                        "{\"\\r\":2,\"1\":4,\"\u0080\":6,\"\u00f6\":7,\"\u20ac\":1,\"\ud83d\ude00\":5,\"\ufb33\":3}");
    }

    /** RFC 8785, section 3.2.2.2. */
    @Test
    void strings_are_escaped_in_one_way() {
        assertThat(canonical("""
                "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/\\b\\f\\t\\r\\u001F\\u007f"
                """)).isEqualTo("\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\\b\\f\\t\\r\\u001f\u007f\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "18",
                "9007199254740991",
                "-9007199254740991",
                "true",
                "false",
                "null",
                "[]",
                "{}",
                "\"\""
            })
    void simple_values_stand_for_themselves(String json) {
        assertThat(canonical(json)).isEqualTo(json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.5",
                "1e3",
                "9007199254740992",
                "-9007199254740992",
                "9223372036854775808",
                "\"\\ud800\"",
                "\"\\udc00a\""
            })
    void what_no_sound_body_has_is_refused(String json) {
        assertThatIllegalArgumentException().isThrownBy(() -> canonical(json));
    }

    @Property
    void it_is_the_same_value_and_its_own_canonical_form(@ForAll @Size(max = 8) Map<String, List<String>> value) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        value.forEach((name, items) ->
                items.forEach(item -> tree.withArray("/" + escaped(name)).add(item)));

        String canonical = new String(CanonicalJson.of(tree), UTF_8);

        assertThat(MAPPER.readTree(canonical)).isEqualTo(tree);
        assertThat(canonical(canonical)).isEqualTo(canonical);
        assertThat(List.copyOf(MAPPER.readTree(canonical).propertyNames())).isSorted();
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private static String canonical(String json) {
        JsonNode tree = MAPPER.readTree(json);
        return new String(CanonicalJson.of(tree), UTF_8);
    }
}
