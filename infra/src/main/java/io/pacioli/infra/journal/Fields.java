package io.pacioli.infra.journal;

import io.pacioli.domain.message.Metadata;
import java.util.Locale;
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

    static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    static <E extends Enum<E>> E upperCase(Class<E> type, String name) {
        return Enum.valueOf(type, name.toUpperCase(Locale.ROOT));
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
