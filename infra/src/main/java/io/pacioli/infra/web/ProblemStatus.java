package io.pacioli.infra.web;

import io.pacioli.domain.decision.ProblemCode;
import org.springframework.http.HttpStatus;

/** With which HTTP status each kind of problem is answered. */
public final class ProblemStatus {

    private ProblemStatus() {}

    public static HttpStatus of(ProblemCode code) {
        return switch (code.kind()) {
            case INVALID -> HttpStatus.BAD_REQUEST;
            case FORBIDDEN -> HttpStatus.FORBIDDEN;
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case METHOD_NOT_ALLOWED -> HttpStatus.METHOD_NOT_ALLOWED;
            case NOT_ACCEPTABLE -> HttpStatus.NOT_ACCEPTABLE;
            case CONFLICT -> HttpStatus.CONFLICT;
            case PRECONDITION_FAILED -> HttpStatus.PRECONDITION_FAILED;
            case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
            case UNSUPPORTED_MEDIA_TYPE -> HttpStatus.UNSUPPORTED_MEDIA_TYPE;
            case UNPROCESSABLE -> HttpStatus.UNPROCESSABLE_CONTENT;
            case INTERNAL -> HttpStatus.INTERNAL_SERVER_ERROR;
            case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
            case TOO_LATE -> HttpStatus.GATEWAY_TIMEOUT;
        };
    }

    /**
     * The code for a status that the servlet container or the framework chose before any of our code had a say. Whatever it is
     * beyond those that we know, it is the request's fault unless it says otherwise; 501 and 505 are the container's words for
     * HTTP that it does not speak, which is the request's fault too.
     */
    static ProblemCode codeOf(int status) {
        return switch (status) {
            case 404 -> ProblemCode.PATH_UNKNOWN;
            case 405 -> ProblemCode.METHOD_NOT_ALLOWED;
            case 406 -> ProblemCode.NOT_ACCEPTABLE;
            case 408 -> ProblemCode.REQUEST_TIMED_OUT;
            case 413 -> ProblemCode.BODY_TOO_LARGE;
            case 415 -> ProblemCode.CONTENT_TYPE_UNSUPPORTED;
            case 503 -> ProblemCode.SHUTTING_DOWN;
            case 501, 505 -> ProblemCode.REQUEST_MALFORMED;
            default -> status < 500 ? ProblemCode.REQUEST_MALFORMED : ProblemCode.INTERNAL_ERROR;
        };
    }
}
