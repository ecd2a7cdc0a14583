package io.pacioli.infra.web;

import io.pacioli.domain.decision.ProblemCode;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what Tomcat itself refuses, such as a path that is wrongly encoded, with a problem in place of a page of HTML. */
public class ProblemReportValve extends ErrorReportValve {

    private static final Logger log = LoggerFactory.getLogger(ProblemReportValve.class);

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        Problem problem = problem(request, response.getStatus(), failure);
        try {
            ProblemAnswer.send(problem, request, response);
            response.finishResponse();
        } catch (IOException | IllegalStateException e) {
            log.debug("nobody was left to be told of a problem", e);
        }
    }

    /** Tomcat throws to itself what it refuses, with a status below 500: then the exception is none of ours. */
    private static Problem problem(Request request, int status, @Nullable Throwable failure) {
        ProblemCode code = ProblemStatus.codeOf(status);
        return code == ProblemCode.INTERNAL_ERROR && failure != null
                ? Failures.problemOf(failure, request)
                : Problem.of(code);
    }
}
