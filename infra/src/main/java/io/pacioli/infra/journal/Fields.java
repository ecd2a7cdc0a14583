package io.pacioli.infra.journal;

import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.message.MetadataChange;
import io.pacioli.domain.message.Words;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** How fields that several events share are written. */
final class Fields {

    private static final String METADATA = "metadata";
    private static final String MERGED = "merged";
    private static final String DELETED = "deleted";

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
        writeMetadata(METADATA, metadata, json);
    }

    private static void writeMetadata(String field, Metadata metadata, JsonGenerator json) {
        if (metadata.isEmpty()) {
            return;
        }
        json.writeObjectPropertyStart(field);
        metadata.pairs().forEach(json::writeStringProperty);
        json.writeEndObject();
    }

    static Metadata readMetadata(JsonNode object) {
        return readMetadata(object, METADATA);
    }

    private static Metadata readMetadata(JsonNode object, String field) {
        JsonNode metadata = object.get(field);
        if (metadata == null) {
            return Metadata.NONE;
        }
        SortedMap<String, String> pairs = new TreeMap<>();
        metadata.properties()
                .forEach(pair -> pairs.put(pair.getKey(), pair.getValue().stringValue()));
        return new Metadata(pairs);
    }

    static void writeMetadataChange(MetadataChange change, JsonGenerator json) {
        writeMetadata(MERGED, change.merge(), json);
        if (!change.delete().isEmpty()) {
            json.writeArrayPropertyStart(DELETED);
            change.delete().forEach(json::writeString);
            json.writeEndArray();
        }
    }

    static MetadataChange readMetadataChange(JsonNode object) {
        SortedSet<String> deleted = new TreeSet<>();
        JsonNode keys = object.get(DELETED);
        if (keys != null) {
            keys.forEach(key -> deleted.add(key.stringValue()));
        }
        return new MetadataChange(readMetadata(object, MERGED), deleted);
    }
}
