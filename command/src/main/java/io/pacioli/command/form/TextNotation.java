package io.pacioli.command.form;

import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.message.Text;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Text that people write: well-formed Unicode without control characters, of so many characters. */
public record TextNotation<T>(int lengthMin, int lengthMax, Function<String, T> value) implements Notation<T> {

    @Override
    public @Nullable T read(String text, Form form, String field) {
        ProblemCode problem = problemWith(text, lengthMin, lengthMax);
        if (problem == null) {
            return value.apply(text);
        }
        form.refuse(field, problem, detail(problem, lengthMax));
        return null;
    }

    static @Nullable ProblemCode problemWith(String text, int lengthMin, int lengthMax) {
        if (!Text.isWellFormed(text)) {
            return text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)
                    ? ProblemCode.UNICODE_MALFORMED
                    : ProblemCode.CONTROL_CHARACTER;
        }
        if (text.length() < lengthMin) {
            return ProblemCode.TEXT_EMPTY;
        }
        return Text.isWithin(text, lengthMin, lengthMax) ? null : ProblemCode.TEXT_TOO_LONG;
    }

    static String detail(ProblemCode problem, int lengthMax) {
        return switch (problem) {
            case UNICODE_MALFORMED -> "has half of a surrogate pair";
            case CONTROL_CHARACTER -> "has a control character, such as a line break or a tab";
            case TEXT_EMPTY -> "may not be empty";
            default -> "may have at most %,d characters".formatted(lengthMax);
        };
    }
}
