package io.pacioli.query.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    private final Cursor cursor = new Cursor("/v1/ledgers/shop/accounts{type=asset}");

    @Property(tries = 200)
    void a_cursor_reads_what_was_written(@ForAll @NotBlank @StringLength(max = 255) String key) {
        String sound = new String(key.getBytes(UTF_8), UTF_8).replaceAll("\\p{Cc}", "x");

        assertThat(new Cursor("list").read(new Cursor("list").write(sound))).contains(sound);
    }

    @Test
    void a_cursor_reads_the_longest_key_in_any_script() {
        String key = "ㇱ".repeat(255);

        assertThat(cursor.read(cursor.write(key))).contains(key);
    }

    @Test
    void a_cursor_is_made_for_an_address() {
        assertThat(cursor.write("assets:till?&=/")).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void a_cursor_of_another_list_does_not_read() {
        assertThat(cursor.read(new Cursor("/v1/ledgers/shop/accounts{type=income}").write("assets:till")))
                .isEmpty();
    }

    @Test
    void a_cursor_of_another_version_does_not_read() {
        byte[] bytes = Base64.getUrlDecoder().decode(cursor.write("assets:till"));
        bytes[0]++;

        assertThat(cursor.read(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?", "AA", "not a cursor", "AXIscz-2DhApMg==", "ÄÖ"})
    void what_is_no_cursor_does_not_read(String text) {
        assertThat(cursor.read(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "assets:\0till", "assets\n"})
    void a_key_that_somebody_has_made_up_of_control_characters_does_not_read(String key) {
        assertThat(cursor.read(cursor.write(key))).isEmpty();
    }

    @Test
    void what_is_far_too_long_does_not_read() {
        assertThat(cursor.read(cursor.write("a".repeat(2_000)))).isEmpty();
    }
}
