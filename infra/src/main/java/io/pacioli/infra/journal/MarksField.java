package io.pacioli.infra.journal;

import static io.pacioli.infra.journal.Fields.text;

import io.pacioli.domain.transaction.Marks;
import java.time.LocalDate;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** What is out of the ordinary about a posting: a field each, left out where it is not so. */
final class MarksField {

    private static final String ADJUSTMENT = "adjustment";
    private static final String CLOSING = "closing";
    private static final String THROUGH = "through";
    private static final String FORCED = "forced";

    private MarksField() {}

    static void write(Marks marks, JsonGenerator payload) {
        if (marks.adjustment()) {
            payload.writeBooleanProperty(ADJUSTMENT, true);
        }
        if (marks.closing() != null) {
            payload.writeObjectPropertyStart(CLOSING);
            payload.writeStringProperty(THROUGH, marks.closing().toString());
            payload.writeEndObject();
        }
        if (marks.forced()) {
            payload.writeBooleanProperty(FORCED, true);
        }
    }

    static Marks read(JsonNode payload) {
        boolean adjustment = payload.path(ADJUSTMENT).booleanValue(false);
        boolean forced = payload.path(FORCED).booleanValue(false);
        JsonNode closing = payload.get(CLOSING);
        return adjustment || forced || closing != null
                ? new Marks(adjustment, forced, closing == null ? null : LocalDate.parse(text(closing, THROUGH)))
                : Marks.NONE;
    }
}
