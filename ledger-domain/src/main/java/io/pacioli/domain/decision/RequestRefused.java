package io.pacioli.domain.decision;

import java.util.List;

/**
 * A request that gets a problem for an answer, thrown where it is read, waited for or answered, never by a rule.
 *
 * <p>It carries its facts and no stack trace: refusing must stay cheap under a flood of bad requests.
 */
public final class RequestRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ProblemCode code;
    private final transient List<Violation> violations;

    public RequestRefused(ProblemCode code, String detail) {
        this(code, detail, List.of());
    }

    public RequestRefused(ProblemCode code, String detail, List<Violation> violations) {
        super(detail, null, false, false);
        this.code = code;
        this.violations = List.copyOf(violations);
    }

    public ProblemCode code() {
        return code;
    }

    /** What was wrong with this very request and what would be right. */
    public String detail() {
        return getMessage();
    }

    public List<Violation> violations() {
        return violations == null ? List.of() : violations;
    }
}
