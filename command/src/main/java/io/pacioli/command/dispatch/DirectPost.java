package io.pacioli.command.dispatch;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * A controller's method for requests that come so often that finding it among all the others would cost more than it is worth:
 * whoever takes requests in may hand it a plain one directly. It is mapped for Spring as well, which finds it for any other.
 */
public interface DirectPost {

    /** The path of its requests, with one variable segment in braces. */
    String pathTemplate();

    /**
     * Answers a POST of {@code application/json}.
     *
     * @param segment what stands in the path in place of the variable
     * @throws io.pacioli.domain.decision.RequestRefused when there is something wrong with the request
     */
    void post(String segment, HttpServletRequest request, HttpServletResponse response) throws IOException;
}
