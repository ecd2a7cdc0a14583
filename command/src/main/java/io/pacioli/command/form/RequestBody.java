package io.pacioli.command.form;

import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.decision.RequestRefused;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/** Reads the bytes of a body, never more of them than its limit and one, and room is made only for what has come. */
final class RequestBody {

    private RequestBody() {}

    /** @throws RequestRefused when the body is too large, or does not arrive */
    static byte[] read(HttpServletRequest request, int bytesMax) {
        long announced = request.getContentLengthLong();
        if (announced > bytesMax) {
            throw tooLarge(bytesMax);
        }
        byte[] bytes = read(request, announced >= 0 ? announced : bytesMax + 1L);
        if (bytes.length > bytesMax) {
            throw tooLarge(bytesMax);
        }
        if (bytes.length < announced) {
            throw cutOff();
        }
        return bytes;
    }

    private static byte[] read(HttpServletRequest request, long length) {
        try {
            return request.getInputStream().readNBytes((int) length);
        } catch (IOException e) {
            throw cutOff();
        }
    }

    private static RequestRefused tooLarge(int bytesMax) {
        return new RequestRefused(
                ProblemCode.BODY_TOO_LARGE, "The body may have at most %d MiB. Split it.".formatted(bytesMax >> 20));
    }

    private static RequestRefused cutOff() {
        return new RequestRefused(
                ProblemCode.REQUEST_TIMED_OUT, "The body could not be read to its end. Send the request again.");
    }
}
