package io.pacioli.infra.rebuild;

import io.pacioli.command.form.Form;
import io.pacioli.command.form.Notation;
import io.pacioli.command.form.Notations;
import io.pacioli.command.form.TextNotation;
import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.message.Words;
import io.pacioli.projections.rebuild.RebuildRequest;
import org.jspecify.annotations.Nullable;

/** What requests about rebuilds have in their bodies. */
final class RebuildForm {

    static final int REASON_LENGTH_MAX = 500;

    /** When a rebuild is switched to. */
    enum Switch {
        /** As soon as it is found equal to the tables that are in use. */
        AUTOMATIC,
        /** When an operator says so. */
        MANUAL;

        static final Words<Switch> WORDS = new Words<>(Switch.class);
    }

    /** How a rebuild is to be made. */
    record Wanted(boolean automatic, @Nullable Integer eventsPerSecondMax) {}

    /** @param eventsPerSecondMax null for as fast as it can */
    record Throttle(@Nullable Integer eventsPerSecondMax) {}

    /** @param text null where none was given */
    record Reason(@Nullable String text) {}

    private static final Notation<Switch> SWITCH = Notations.wordOf(Switch.WORDS);
    private static final Notation<String> REASON = new TextNotation<>(1, REASON_LENGTH_MAX, text -> text);

    private RebuildForm() {}

    static @Nullable Wanted wanted(Form form) {
        Switch when = form.optional("switch", SWITCH);
        Integer eventsPerSecondMax = eventsPerSecondMax(form);
        form.end();
        return form.isSound() ? new Wanted(when != Switch.MANUAL, eventsPerSecondMax) : null;
    }

    static @Nullable Throttle throttle(Form form) {
        Integer eventsPerSecondMax = eventsPerSecondMax(form);
        form.end();
        return form.isSound() ? new Throttle(eventsPerSecondMax) : null;
    }

    private static @Nullable Integer eventsPerSecondMax(Form form) {
        return form.optionalInteger(
                "eventsPerSecondMax", 1, RebuildRequest.EVENTS_PER_SECOND_MAX, ProblemCode.VALUE_UNKNOWN);
    }

    static @Nullable Reason reason(Form form) {
        String reason = form.optional("reason", REASON);
        form.end();
        return form.isSound() ? new Reason(reason) : null;
    }

    static @Nullable String requiredReason(Form form) {
        String reason = form.required("reason", REASON);
        form.end();
        return form.isSound() ? reason : null;
    }

    static @Nullable Boolean nothing(Form form) {
        form.end();
        return form.isSound() ? true : null;
    }
}
