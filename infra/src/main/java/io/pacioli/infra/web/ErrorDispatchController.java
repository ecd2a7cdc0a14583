package io.pacioli.infra.web;

import io.pacioli.domain.decision.ProblemCode;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Answers what a filter or a library gave up on by sending an error to the container, which sends it here. */
@Controller
class ErrorDispatchController implements ErrorController {

    @RequestMapping("${spring.web.error.path:/error}")
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ProblemAnswer.send(problem(request), request, response);
    }

    /** With a status below 500, Tomcat has found the request at fault, and the exception is how it told itself so. */
    private static Problem problem(HttpServletRequest request) {
        Object failure = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        if (failure instanceof EOFException) {
            return Problem.of(ProblemCode.REQUEST_TIMED_OUT);
        }
        if (!(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status)) {
            return Problem.of(ProblemCode.PATH_UNKNOWN);
        }
        return status >= 500 && failure instanceof Throwable ours
                ? Failures.problemOf(ours, request)
                : Problem.of(ProblemStatus.codeOf(status));
    }
}
