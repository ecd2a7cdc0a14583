package io.pacioli.infra.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.connector.ClientAbortException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/** Answers with a problem whatever goes wrong from choosing a handler to the end of it. */
@Component
class ProblemResolver implements HandlerExceptionResolver, Ordered {

    private static final Logger log = LoggerFactory.getLogger(ProblemResolver.class);
    private static final ModelAndView ANSWERED = new ModelAndView();

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
        if (isClientGone(failure)) {
            return ANSWERED;
        }
        Problem problem = Failures.problemOf(failure, request);
        if (response.isCommitted()) {
            return ANSWERED;
        }
        try {
            if (failure instanceof ErrorResponse chosen) {
                chosen.getHeaders().forEach((name, values) -> response.setHeader(name, String.join(", ", values)));
            }
            ProblemAnswer.send(problem, request, response);
        } catch (IOException e) {
            log.debug("nobody was left to be told of a problem", e);
        }
        return ANSWERED;
    }

    private static boolean isClientGone(Exception failure) {
        return failure instanceof ClientAbortException || failure instanceof AsyncRequestNotUsableException;
    }
}
