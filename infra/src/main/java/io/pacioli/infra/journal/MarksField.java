package io.pacioli.infra.journal;

import io.pacioli.domain.transaction.Marks;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** What is out of the ordinary about a posting: a field each, left out where it is not so. */
final class MarksField {

    private static final String ADJUSTMENT = "adjustment";

    private MarksField() {}

    static void write(Marks marks, JsonGenerator payload) {
        if (marks.adjustment()) {
            payload.writeBooleanProperty(ADJUSTMENT, true);
        }
    }

    static Marks read(JsonNode payload) {
        JsonNode adjustment = payload.get(ADJUSTMENT);
        return adjustment == null ? Marks.NONE : new Marks(adjustment.booleanValue());
    }
}
