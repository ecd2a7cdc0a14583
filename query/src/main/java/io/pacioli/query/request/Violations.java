package io.pacioli.query.request;

import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.decision.RequestRefused;
import io.pacioli.domain.decision.Violation;
import java.util.ArrayList;
import java.util.List;

/** Everything that is wrong with one query. */
final class Violations {

    private final List<Violation> found = new ArrayList<>(0);

    void add(String name, ProblemCode code, String detail) {
        found.add(new Violation(name, code, detail));
    }

    /** @throws RequestRefused when there are any, with their common code where they share one */
    void refuseIfAny() {
        if (found.isEmpty()) {
            return;
        }
        Violation first = found.getFirst();
        boolean alike = found.stream().allMatch(each -> each.code() == first.code());
        throw new RequestRefused(
                alike ? first.code() : ProblemCode.INVALID_REQUEST,
                "%s %s.".formatted(first.pointer(), first.detail()),
                found);
    }

    static RequestRefused refusal(String name, ProblemCode code, String detail) {
        return new RequestRefused(code, "%s %s.".formatted(name, detail), List.of(new Violation(name, code, detail)));
    }
}
