package io.pacioli.infra.web;

import io.pacioli.command.dispatch.RequestTrace;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Gives each request its trace id, and each answer the headers that keep browsers and proxies from harming it. */
final class RequestIntake implements Filter {

    private static final String API = "/v1/";

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest http && response instanceof HttpServletResponse answer) {
            RequestTrace.putDown(http, TraceParent.traceIdOf(http.getHeader(TraceParent.HEADER)));
            answer.setHeader("X-Content-Type-Options", "nosniff");
            if (http.getRequestURI().startsWith(API)) {
                answer.setHeader("Cache-Control", "no-store");
            }
        }
        chain.doFilter(request, response);
    }
}
