package io.pacioli.infra.web;

import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.decision.RequestRefused;
import io.pacioli.domain.decision.Violation;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** What to answer where an exception ended a request: whatever is the request's own fault is told; the rest is ours. */
final class Failures {

    private static final Logger log = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    static Problem problemOf(Throwable failure, HttpServletRequest request) {
        return switch (failure) {
            case RequestRefused refused -> Problem.of(refused);
            case MissingServletRequestParameterException missing ->
                parameter(missing.getParameterName(), "is required");
            case MethodArgumentTypeMismatchException mismatch ->
                parameter(mismatch.getName(), "cannot be read as what it should be");
            case TypeMismatchException _ -> Problem.of(ProblemCode.PARAMETER_MALFORMED);
            case InvalidParameterException _ -> Problem.of(ProblemCode.REQUEST_MALFORMED);
            case HttpMessageNotReadableException unreadable -> unreadable(unreadable);
            case ErrorResponse response -> chosen(response.getStatusCode(), failure, request);
            default -> ours(failure, request);
        };
    }

    /** Actuator takes bodies by itself, also where it needs none. */
    private static Problem unreadable(HttpMessageNotReadableException failure) {
        boolean cutOff = failure.getCause() instanceof IOException;
        return Problem.of(cutOff ? ProblemCode.REQUEST_TIMED_OUT : ProblemCode.JSON_MALFORMED);
    }

    private static Problem parameter(String name, String detail) {
        return new Problem(
                ProblemCode.PARAMETER_MALFORMED,
                "The parameter %s %s.".formatted(name, detail),
                List.of(new Violation(name, ProblemCode.PARAMETER_MALFORMED, detail)));
    }

    private static Problem chosen(HttpStatusCode status, Throwable failure, HttpServletRequest request) {
        ProblemCode code = ProblemStatus.codeOf(status.value());
        return code == ProblemCode.INTERNAL_ERROR ? ours(failure, request) : Problem.of(code);
    }

    /** Our own bug: told once to the log with its trace id, and to the client with nothing but that. */
    private static Problem ours(Throwable failure, HttpServletRequest request) {
        log.error(
                "{} {} failed, trace {}",
                request.getMethod(),
                request.getRequestURI(),
                ProblemAnswer.traceId(request),
                failure);
        return Problem.of(ProblemCode.INTERNAL_ERROR);
    }
}
