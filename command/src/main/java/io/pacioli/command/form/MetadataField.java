package io.pacioli.command.form;

import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.message.Metadata;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The field {@code metadata}: an object of strings, whose keys are the client's own. */
public final class MetadataField {

    private static final String FIELD = "metadata";

    private MetadataField() {}

    /** What the form has of it, or none where it is absent or refused. */
    public static Metadata in(Form form) {
        return pairsIn(form, FIELD);
    }

    /** As {@link #in(Form)} for a field of another name. */
    static Metadata pairsIn(Form form, String field) {
        ObjectNode pairs = form.optionalObject(field);
        if (pairs == null || pairs.isEmpty()) {
            return Metadata.NONE;
        }
        if (pairs.size() > Metadata.PAIRS_MAX) {
            form.refuse(
                    field,
                    ProblemCode.METADATA_TOO_LARGE,
                    "may have at most %d pairs, and has %,d".formatted(Metadata.PAIRS_MAX, pairs.size()));
            return Metadata.NONE;
        }
        TreeMap<String, String> sound = new TreeMap<>();
        for (Map.Entry<String, JsonNode> pair : pairs.properties()) {
            String key = pair.getKey();
            if (isSound(form, field, key, pair.getValue())) {
                sound.put(key, pair.getValue().stringValue());
            }
        }
        return Metadata.of(sound);
    }

    /** Writes the field into an answer, always, so that clients need not look whether it is there. */
    public static void write(JsonGenerator json, Metadata metadata) {
        json.writeObjectPropertyStart(FIELD);
        metadata.pairs().forEach(json::writeStringProperty);
        json.writeEndObject();
    }

    private static boolean isSound(Form form, String field, String key, JsonNode value) {
        ProblemCode problem = TextNotation.problemWith(key, 1, Metadata.KEY_LENGTH_MAX);
        if (problem != null) {
            String detail = "is a key which " + TextNotation.detail(problem, Metadata.KEY_LENGTH_MAX);
            form.refuse(field, key, problem, detail);
            return false;
        }
        if (!value.isString()) {
            form.refuse(field, key, ProblemCode.FIELD_TYPE_WRONG, "has to be a string");
            return false;
        }
        problem = TextNotation.problemWith(value.stringValue(), 0, Metadata.VALUE_LENGTH_MAX);
        if (problem != null) {
            form.refuse(field, key, problem, TextNotation.detail(problem, Metadata.VALUE_LENGTH_MAX));
        }
        return problem == null;
    }
}
