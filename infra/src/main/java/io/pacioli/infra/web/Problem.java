package io.pacioli.infra.web;

import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.decision.RequestRefused;
import io.pacioli.domain.decision.Violation;
import java.util.List;

/**
 * What is answered in place of what was asked for (RFC 9457).
 *
 * @param detail what was wrong with this very request and what would be right
 */
record Problem(ProblemCode code, String detail, List<Violation> violations) {

    static Problem of(RequestRefused refused) {
        return new Problem(refused.code(), refused.detail(), refused.violations());
    }

    /** A problem about which there is no more to say than its code. */
    static Problem of(ProblemCode code) {
        return new Problem(code, code.remedy(), List.of());
    }
}
