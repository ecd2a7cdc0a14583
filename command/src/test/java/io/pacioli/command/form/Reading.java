package io.pacioli.command.form;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pacioli.domain.decision.RequestRefused;
import io.pacioli.domain.decision.Violation;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads forms in tests: what comes out of a body, or what is wrong with it. */
public final class Reading {

    private Reading() {}

    public static <T> T of(String body, Function<Form, @Nullable T> reader) {
        return of(body.getBytes(UTF_8), reader);
    }

    static <T> T of(byte[] body, Function<Form, @Nullable T> reader) {
        return SubmittedForm.of(body, BodyLimits.SINGLE, new Violations()).read(reader);
    }

    /** What is wrong with the body, each as {@code pointer CODE}; empty where nothing is. */
    public static List<String> violations(String body, Function<Form, ?> reader) {
        return violations(body.getBytes(UTF_8), reader);
    }

    static List<String> violations(byte[] body, Function<Form, ?> reader) {
        try {
            SubmittedForm.of(body, BodyLimits.SINGLE, new Violations()).read(reader);
            return List.of();
        } catch (RequestRefused refused) {
            return refused.violations().stream().map(Reading::brief).toList();
        }
    }

    private static String brief(Violation violation) {
        return violation.pointer() + " " + violation.code();
    }
}
