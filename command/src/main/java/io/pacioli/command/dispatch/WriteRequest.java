package io.pacioli.command.dispatch;

import io.pacioli.command.form.BodyLimits;
import io.pacioli.command.form.Form;
import io.pacioli.command.form.SubmittedForm;
import io.pacioli.command.form.Violations;
import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.decision.RequestRefused;
import io.pacioli.domain.message.Tenant;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A POST that is read as a whole: its headers, its query and its body, with everything that is wrong with them found at once. */
public final class WriteRequest {

    private final HttpServletRequest request;
    private final String path;
    private final Violations violations = new Violations();
    private final RequestHeaders headers;
    private final Run run;
    private final SubmittedForm form;

    /** What the client knows of the thing to be changed, as it was sent; null where it does not say, or is not asked. */
    private final @Nullable String ifMatch;

    /**
     * @param path that of the request, without what a client may write in several ways
     * @throws RequestRefused when the body is too large or does not arrive
     */
    public WriteRequest(HttpServletRequest request, String path, BodyLimits limits) {
        this(request, path, limits, false);
    }

    /**
     * A request to change something that has versions, of which {@code If-Match} may name the one that is to be changed.
     *
     * @param path that of the request, without what a client may write in several ways
     * @throws RequestRefused when the body is too large or does not arrive
     */
    public static WriteRequest ofChange(HttpServletRequest request, String path, BodyLimits limits) {
        return new WriteRequest(request, path, limits, true);
    }

    private WriteRequest(HttpServletRequest request, String path, BodyLimits limits, boolean takesIfMatch) {
        this.request = request;
        this.path = path;
        headers = RequestHeaders.read(request, violations);
        ifMatch = takesIfMatch ? IfMatch.read(request, violations) : null;
        run = readParameters();
        run.putDown(request);
        form = SubmittedForm.of(request, limits, violations);
    }

    /** A parameter that is left out of account in silence could have been meant to change what is written. */
    private Run readParameters() {
        if (request.getQueryString() == null) {
            return Run.REAL;
        }
        boolean dry = false;
        for (Map.Entry<String, String[]> parameter : request.getParameterMap().entrySet()) {
            if (parameter.getKey().equals(Run.PARAMETER)) {
                dry = isTrue(parameter.getValue());
            } else {
                violations.add(parameter.getKey(), ProblemCode.PARAMETER_UNKNOWN, "is no parameter of this path");
            }
        }
        return dry ? Run.DRY : Run.REAL;
    }

    private boolean isTrue(String[] values) {
        if (values.length > 1) {
            violations.add(Run.PARAMETER, ProblemCode.PARAMETER_MALFORMED, "was given more than once");
        } else if (!values[0].equals("true") && !values[0].equals("false")) {
            violations.add(Run.PARAMETER, ProblemCode.PARAMETER_MALFORMED, "has to be true or false");
        }
        return values.length == 1 && values[0].equals("true");
    }

    /**
     * What the body asks for.
     *
     * @param reader gives null only where it has noted what is wrong
     * @throws RequestRefused with everything that is wrong with the request, if anything is
     */
    public <T> T read(Function<Form, @Nullable T> reader) {
        return form.read(reader);
    }

    /** Which request this is, once it has been read. */
    public RequestIdentity identity() {
        return new RequestIdentity(
                Tenant.DEFAULT,
                headers.idempotencyKey(),
                Fingerprint.of(request.getMethod(), path, form.canonical(), ifMatch),
                headers.actor(),
                RequestTrace.of(request));
    }

    /** The version that what is to be changed has to have, or null for any. */
    public @Nullable Long expectedVersion() {
        return IfMatch.version(ifMatch);
    }

    /** Whether what it asks for is to take effect. */
    public Run run() {
        return run;
    }
}
