package io.pacioli.infra.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.decision.RequestRefused;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class UploadRoomTest {

    private static final int KIBIBYTE = 1 << 10;

    private final UploadRoom room = new UploadRoom(100 * KIBIBYTE);

    @Test
    void a_small_body_takes_no_room() throws Exception {
        receive(UploadRoom.FREE_BYTES, () -> assertThat(room.unitsFree()).isEqualTo(100));
    }

    @Test
    void a_large_body_takes_room_until_it_is_answered() throws Exception {
        receive(
                UploadRoom.FREE_BYTES + 10 * KIBIBYTE,
                () -> assertThat(room.unitsFree()).isEqualTo(90));

        assertThat(room.unitsFree()).isEqualTo(100);
    }

    @Test
    void bodies_that_find_no_room_are_refused_and_leave_none_taken() throws Exception {
        receive(UploadRoom.FREE_BYTES + 60 * KIBIBYTE, () -> {
            assertThatExceptionOfType(RequestRefused.class)
                    .isThrownBy(() -> receive(UploadRoom.FREE_BYTES + 60 * KIBIBYTE, () -> {}))
                    .satisfies(refused -> assertThat(refused.code()).isEqualTo(ProblemCode.QUEUE_FULL));
            assertThat(room.unitsFree()).isEqualTo(40);
            receive(
                    UploadRoom.FREE_BYTES + 40 * KIBIBYTE,
                    () -> assertThat(room.unitsFree()).isZero());
        });

        assertThat(room.unitsFree()).isEqualTo(100);
    }

    private interface Meanwhile {
        void look() throws IOException, ServletException;
    }

    private void receive(int bytes, Meanwhile meanwhile) throws IOException, ServletException {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/v1/ledgers");
        request.setContent(new byte[bytes]);
        FilterChain handler = (received, _) -> {
            assertThat(received.getInputStream().readAllBytes()).hasSize(bytes);
            meanwhile.look();
        };
        room.doFilter(request, new MockHttpServletResponse(), handler);
    }
}
