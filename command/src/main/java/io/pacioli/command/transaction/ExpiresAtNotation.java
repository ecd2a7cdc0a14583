package io.pacioli.command.transaction;

import io.pacioli.command.form.Form;
import io.pacioli.command.form.Notation;
import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.transaction.EffectiveAt;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A moment as {@link EffectiveAtNotation} reads it; a day is none, for nobody could tell whether it is meant to be over. */
final class ExpiresAtNotation implements Notation<Instant> {

    static final ExpiresAtNotation EXPIRES_AT = new ExpiresAtNotation();

    private ExpiresAtNotation() {}

    @Override
    public @Nullable Instant read(String text, Form form, String field) {
        try {
            if (EffectiveAtNotation.parse(text) instanceof EffectiveAt.At(Instant moment)) {
                return moment;
            }
        } catch (DateTimeException e) {
            // The calendar or the clock does not have it.
        }
        form.refuse(
                field,
                ProblemCode.EXPIRES_AT_MALFORMED,
                "has to be a timestamp with its offset such as 2026-01-31T09:30:00Z");
        return null;
    }
}
