package io.pacioli.projections.journal;

import io.pacioli.domain.message.RecordedEvent;
import org.jspecify.annotations.Nullable;

/**
 * An event with whoever is behind it.
 *
 * @param actor null where no request has led to it
 */
public record AttributedEvent(
        RecordedEvent recorded, @Nullable String actor) {}
