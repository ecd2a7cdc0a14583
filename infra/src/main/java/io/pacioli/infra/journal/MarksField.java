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
    }

    static Marks read(JsonNode payload) {
        JsonNode adjustment = payload.get(ADJUSTMENT);
        JsonNode closing = payload.get(CLOSING);
        return adjustment == null && closing == null
                ? Marks.NONE
                : new Marks(
                        adjustment != null && adjustment.booleanValue(),
                        closing == null ? null : LocalDate.parse(text(closing, THROUGH)));
    }
}
