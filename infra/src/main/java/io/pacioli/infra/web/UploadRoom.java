package io.pacioli.infra.web;

import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.decision.RequestRefused;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.util.concurrent.Semaphore;

/**
 * Bounds the memory that the bodies of all requests take together while they come in and wait for their answers.
 *
 * <p>Each body has its own limit, but thousands of connections that send large ones, be it slowly, would fill the heap all the
 * same. The first {@value #FREE_BYTES} bytes of each are free, so that ordinary requests neither pay nor wait for room; one that
 * finds none is refused at once and told to come back.
 */
final class UploadRoom implements Filter {

    static final int FREE_BYTES = 64 << 10;

    private static final int UNIT_BYTES = 1 << 10;

    private final Semaphore units;

    UploadRoom(long bytesMax) {
        units = new Semaphore(Math.toIntExact(Math.min(Integer.MAX_VALUE, bytesMax / UNIT_BYTES)));
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request instanceof HttpServletRequest http) || !mayBeLarge(http)) {
            chain.doFilter(request, response);
            return;
        }
        Upload upload = new Upload(http);
        try {
            chain.doFilter(upload, response);
        } finally {
            units.release(upload.unitsTaken);
        }
    }

    private static boolean mayBeLarge(HttpServletRequest request) {
        return request.getContentLengthLong() > FREE_BYTES || request.getHeader("Transfer-Encoding") != null;
    }

    int unitsFree() {
        return units.availablePermits();
    }

    /** A request whose body takes room as it is read. */
    private final class Upload extends HttpServletRequestWrapper {

        private long bytesRead;
        private int unitsTaken;

        Upload(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new CountedInputStream(super.getInputStream(), this::arrived);
        }

        private void arrived(int bytes) {
            bytesRead += bytes;
            int unitsNeeded = (int) (Math.max(0, bytesRead - FREE_BYTES + UNIT_BYTES - 1) / UNIT_BYTES);
            int more = unitsNeeded - unitsTaken;
            if (more > 0) {
                if (!units.tryAcquire(more)) {
                    throw new RequestRefused(
                            ProblemCode.QUEUE_FULL,
                            "There is no room for more large requests at the moment. Send it again after the time in Retry-After.");
                }
                unitsTaken = unitsNeeded;
            }
        }
    }
}
