package io.pacioli.infra.web;

import io.pacioli.command.dispatch.RequestTrace;
import io.pacioli.command.dispatch.Run;
import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.decision.Violation;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.ByteArrayBuilder;

/** Answers a request with a problem: {@code application/problem+json}, never a stack trace. */
final class ProblemAnswer {

    /** How long a client that was turned away for want of room should stay away. */
    static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    static final String MEDIA_TYPE = "application/problem+json";

    private static final JsonFactory FACTORY = new JsonFactory();

    private ProblemAnswer() {}

    static void send(Problem problem, HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body = body(problem, request);
        response.resetBuffer();
        response.setStatus(ProblemStatus.of(problem.code()).value());
        if (problem.code().kind() == ProblemCode.Kind.UNAVAILABLE) {
            response.setHeader("Retry-After", Long.toString(RETRY_AFTER.toSeconds()));
        }
        if (Run.isDry(request)) {
            response.setHeader(Run.HEADER, "true");
        }
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cache-Control", "no-store");
        response.setContentType(MEDIA_TYPE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static byte[] body(Problem problem, HttpServletRequest request) {
        ByteArrayBuilder out = new ByteArrayBuilder();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeStringProperty("type", ErrorCatalogue.typeOf(problem.code()));
            json.writeStringProperty("title", problem.code().meaning());
            json.writeNumberProperty("status", ProblemStatus.of(problem.code()).value());
            json.writeStringProperty("code", problem.code().name());
            json.writeStringProperty("detail", problem.detail());
            if (!problem.violations().isEmpty()) {
                json.writeArrayPropertyStart("violations");
                problem.violations().forEach(violation -> write(violation, json));
                json.writeEndArray();
            }
            json.writeStringProperty("traceId", traceId(request));
            String path = path(request);
            if (path != null) {
                json.writeStringProperty("instance", path);
            }
            json.writeEndObject();
        }
        return out.getClearAndRelease();
    }

    private static void write(Violation violation, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("pointer", violation.pointer());
        json.writeStringProperty("code", violation.code().name());
        json.writeStringProperty("detail", violation.detail());
        json.writeEndObject();
    }

    /** The path that was asked for, be it that the container has sent the request elsewhere since; null where none could be read. */
    private static @Nullable String path(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String asked
                ? asked
                : request.getRequestURI();
    }

    /** The request's trace id; one that failed before it was given one gets it now. */
    static String traceId(HttpServletRequest request) {
        String traceId = RequestTrace.of(request);
        if (traceId == null) {
            traceId = TraceParent.traceIdOf(request.getHeader(TraceParent.HEADER));
            RequestTrace.putDown(request, traceId);
        }
        return traceId;
    }
}
