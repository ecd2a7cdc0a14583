package io.pacioli.command.form;

import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.decision.RequestRefused;
import io.pacioli.domain.decision.Violation;
import io.pacioli.domain.message.Text;
import java.util.ArrayList;
import java.util.List;

/** Everything that is wrong with one request, in the order in which it was read; at most {@value #LISTED_MAX} are listed. */
public final class Violations {

    static final int LISTED_MAX = 1_000;

    private static final int REPLACEMENT = 0xFFFD;

    private final List<Violation> listed = new ArrayList<>(0);
    private int found;

    public void add(String pointer, ProblemCode code, String detail) {
        found++;
        if (listed.size() < LISTED_MAX) {
            listed.add(new Violation(presentable(pointer), code, detail));
        }
    }

    /** A pointer holds names that the client chose: what is no proper text in them must not spoil the answer. */
    private static String presentable(String pointer) {
        if (Text.isWellFormed(pointer)) {
            return pointer;
        }
        StringBuilder proper = new StringBuilder(pointer.length());
        pointer.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? REPLACEMENT : c)
                .forEach(proper::appendCodePoint);
        return proper.toString();
    }

    public boolean isEmpty() {
        return found == 0;
    }

    int found() {
        return found;
    }

    /** @throws RequestRefused when there are any, with their common code where they share one */
    public void refuseIfAny() {
        if (isEmpty()) {
            return;
        }
        Violation first = listed.getFirst();
        if (found == 1) {
            throw new RequestRefused(first.code(), sentence(first), listed);
        }
        boolean alike = found == listed.size() && listed.stream().allMatch(each -> each.code() == first.code());
        throw new RequestRefused(
                alike ? first.code() : ProblemCode.INVALID_REQUEST,
                "%,d things are wrong with the request; the first: %s".formatted(found, sentence(first)),
                listed);
    }

    private static String sentence(Violation violation) {
        String subject = violation.pointer().isEmpty() ? "The body" : violation.pointer();
        return "%s %s.".formatted(subject, violation.detail());
    }
}
