package io.pacioli.command.form;

import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.decision.RequestRefused;
import jakarta.servlet.http.HttpServletRequest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Reads the bytes of a body, never more of them than its limit and one. */
final class RequestBody {

    private RequestBody() {}

    /** @throws RequestRefused when the body is too large, or does not arrive */
    static byte[] read(HttpServletRequest request, int bytesMax) {
        long announced = request.getContentLengthLong();
        if (announced > bytesMax) {
            throw tooLarge(bytesMax);
        }
        try {
            return announced >= 0 ? announced(request.getInputStream(), (int) announced) : chunked(request, bytesMax);
        } catch (IOException e) {
            throw new RequestRefused(
                    ProblemCode.REQUEST_TIMED_OUT, "The body could not be read to its end. Send the request again.");
        }
    }

    private static byte[] announced(InputStream in, int length) throws IOException {
        byte[] bytes = new byte[length];
        if (in.readNBytes(bytes, 0, length) < length) {
            throw new EOFException("the body ended before its announced length");
        }
        return bytes;
    }

    private static byte[] chunked(HttpServletRequest request, int bytesMax) throws IOException {
        byte[] bytes = request.getInputStream().readNBytes(bytesMax + 1);
        if (bytes.length > bytesMax) {
            throw tooLarge(bytesMax);
        }
        return bytes;
    }

    private static RequestRefused tooLarge(int bytesMax) {
        return new RequestRefused(
                ProblemCode.BODY_TOO_LARGE, "The body may have at most %d MiB. Split it.".formatted(bytesMax >> 20));
    }
}
