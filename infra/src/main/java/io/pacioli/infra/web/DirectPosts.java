package io.pacioli.infra.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.pacioli.command.dispatch.DirectPost;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * Hands the plainest form of the most frequent request straight to its controller; everything else goes the usual way, where it
 * is answered the same.
 *
 * <p>Filters, mappings and argument resolvers look at each request a dozen times before its controller does, which costs a fifth
 * of all that HTTP costs a transfer. What they would have found out of a plain request can be seen at a glance here: it is a POST
 * of JSON that accepts JSON, to a path without a query and without anything escaped in it.
 */
final class DirectPosts implements Filter {

    private static final String METRIC = "http.server.requests";
    private static final String NONE = "none";

    private final DirectPost target;
    private final String template;
    private final String prefix;
    private final String suffix;
    private final ProblemResolver problems;
    private final MeterRegistry meters;
    private final Map<Integer, Timer> timers = new ConcurrentHashMap<>();

    DirectPosts(DirectPost target, ProblemResolver problems, MeterRegistry meters) {
        this.target = target;
        this.template = target.pathTemplate();
        this.prefix = template.substring(0, template.indexOf('{'));
        this.suffix = template.substring(template.indexOf('}') + 1);
        this.problems = problems;
        this.meters = meters;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest http && response instanceof HttpServletResponse answer) {
            String segment = segmentOfPlain(http);
            if (segment != null) {
                post(segment, http, answer);
                return;
            }
        }
        chain.doFilter(request, response);
    }

    private void post(String segment, HttpServletRequest request, HttpServletResponse response) {
        long begun = System.nanoTime();
        try {
            target.post(segment, request, response);
        } catch (IOException | RuntimeException e) {
            problems.resolveException(request, response, target, e);
        }
        timer(response.getStatus()).record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
    }

    /** What stands in the path in place of the variable, or null where Spring has to look at the request. */
    private @Nullable String segmentOfPlain(HttpServletRequest request) {
        String path = request.getRequestURI();
        if (!"POST".equals(request.getMethod())
                || request.getQueryString() != null
                || !path.startsWith(prefix)
                || !path.endsWith(suffix)
                || path.length() <= prefix.length() + suffix.length()
                || !MediaType.APPLICATION_JSON_VALUE.equals(request.getContentType())
                || !acceptsAnything(request.getHeader("Accept"))) {
            return null;
        }
        String segment = path.substring(prefix.length(), path.length() - suffix.length());
        return isPlain(segment) ? segment : null;
    }

    private static boolean acceptsAnything(@Nullable String accept) {
        return accept == null || accept.equals(MediaType.ALL_VALUE) || accept.equals(MediaType.APPLICATION_JSON_VALUE);
    }

    private static boolean isPlain(String segment) {
        for (int i = 0; i < segment.length(); i++) {
            char c = segment.charAt(i);
            if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-') {
                return false;
            }
        }
        return true;
    }

    /** The timer that Spring's own observation of requests would have recorded into. */
    private Timer timer(int status) {
        Timer timer = timers.get(status);
        return timer != null ? timer : timers.computeIfAbsent(status, this::newTimer);
    }

    private Timer newTimer(int status) {
        HttpStatus known = HttpStatus.resolve(status);
        String outcome = known == null ? "UNKNOWN" : known.series().name();
        return meters.timer(
                METRIC,
                Tags.of(
                        "error",
                        NONE,
                        "exception",
                        NONE,
                        "method",
                        "POST",
                        "outcome",
                        outcome.equals("SUCCESSFUL") ? "SUCCESS" : outcome,
                        "status",
                        Integer.toString(status),
                        "uri",
                        template));
    }
}
