package io.pacioli.infra.cli.benching;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReaderTest {

    private static final String CREATED = "HTTP/1.1 201 \r\nLedger-Position: 7\r\nContent-Length: 9\r\n\r\n{\"id\":1} ";

    private final AnswerReader reader = new AnswerReader();

    @Test
    void an_answer_is_read_from_pieces_of_any_size() throws IOException {
        for (int size = 1; size <= CREATED.length(); size++) {
            reader.begin();
            boolean complete = false;
            for (int from = 0; from < CREATED.length(); from += size) {
                assertThat(complete).isFalse();
                complete = reader.take(bytes(CREATED.substring(from, Math.min(from + size, CREATED.length()))), true);
            }
            assertThat(complete).isTrue();
            assertThat(reader.answer().status()).isEqualTo(201);
            assertThat(reader.answer().body()).asString(US_ASCII).isEqualTo("{\"id\":1} ");
        }
    }

    @Test
    void the_body_of_an_acceptance_is_passed_over_unless_it_is_wanted() throws IOException {
        reader.begin();

        assertThat(reader.take(bytes(CREATED), false)).isTrue();

        assertThat(reader.answer().body()).isEmpty();
    }

    @Test
    void a_refusal_is_read_with_its_body_and_how_long_to_stay_away() throws IOException {
        reader.begin();

        boolean complete = reader.take(
                bytes(
                        "HTTP/1.1 503 \r\nretry-after: 2\r\nContent-Length: 21\r\nConnection: close\r\n\r\n{\"code\":\"QUEUE_FULL\"}"),
                false);

        assertThat(complete).isTrue();
        assertThat(reader.answer().code()).isEqualTo("QUEUE_FULL");
        assertThat(reader.answer().retryAfterNanos())
                .isEqualTo(Duration.ofSeconds(2).toNanos());
        assertThat(reader.isClosing()).isTrue();
    }

    @Test
    void a_replay_is_known_by_its_header_and_the_next_answer_is_none() throws IOException {
        reader.begin();
        reader.take(bytes("HTTP/1.1 201 \r\nIdempotency-Replayed: true\r\nContent-Length: 0\r\n\r\n"), false);
        assertThat(reader.answer().replayed()).isTrue();

        reader.begin();
        reader.take(bytes(CREATED), false);
        assertThat(reader.answer().replayed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.6 and some more text\r\n\r\n",
                "HTTP/1.1 200 \r\nTransfer-Encoding: chunked\r\n\r\n",
                "HTTP/1.1 200 \r\nContent-Length: 99999999999\r\n\r\n",
                "HTTP/1.1 200 \r\nContent-Length: 1\r\n\r\nab"
            })
    void what_cannot_be_read_is_refused(String answer) {
        reader.begin();

        assertThatThrownBy(() -> reader.take(bytes(answer), true)).isInstanceOf(IOException.class);
    }

    @Test
    void a_head_without_an_end_is_refused() {
        reader.begin();

        assertThatThrownBy(() -> reader.take(bytes("HTTP/1.1 200 " + "x".repeat(20_000)), true))
                .isInstanceOf(IOException.class);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(US_ASCII));
    }
}
