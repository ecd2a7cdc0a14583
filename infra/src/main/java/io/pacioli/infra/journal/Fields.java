package io.pacioli.infra.journal;

import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.message.Words;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** How fields that several events share are written. */
final class Fields {

    private static final String METADATA = "metadata";

    private Fields() {}

    static String text(JsonNode object, String field) {
        return object.required(field).stringValue();
    }

    static @Nullable String optionalText(JsonNode object, String field) {
        JsonNode value = object.get(field);
        return value == null ? null : value.stringValue();
    }

    /** The constant whose word stands in the field. */
    static <E extends Enum<E>> E constant(Words<E> words, JsonNode object, String field) {
        String word = text(object, field);
        return words.constant(word).orElseThrow(() -> new IllegalArgumentException("unknown " + field + ": " + word));
    }

    static void writeMetadata(Metadata metadata, JsonGenerator json) {
        if (metadata.isEmpty()) {
            return;
        }
        json.writeObjectPropertyStart(METADATA);
        metadata.pairs().forEach(json::writeStringProperty);
        json.writeEndObject();
    }

    static Metadata readMetadata(JsonNode object) {
        JsonNode metadata = object.get(METADATA);
        if (metadata == null) {
            return Metadata.NONE;
        }
        SortedMap<String, String> pairs = new TreeMap<>();
        metadata.properties()
                .forEach(pair -> pairs.put(pair.getKey(), pair.getValue().stringValue()));
        return new Metadata(pairs);
    }
}
