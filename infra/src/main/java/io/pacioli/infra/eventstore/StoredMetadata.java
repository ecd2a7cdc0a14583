package io.pacioli.infra.eventstore;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes the metadata of events: a flat JSON object of texts and whole numbers. */
final class StoredMetadata {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int BYTES_TYPICAL = 256;

    private StoredMetadata() {}

    static JsonBytes write(Map<String, ?> metadata) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(BYTES_TYPICAL);
        try (JsonGenerator json = MAPPER.createGenerator(bytes)) {
            json.writeStartObject();
            metadata.forEach((key, value) -> {
                switch (value) {
                    case String text -> json.writeStringProperty(key, text);
                    case Number number -> json.writeNumberProperty(key, number.longValue());
                    case null, default ->
                        throw new IllegalArgumentException("metadata are texts and whole numbers: " + key);
                }
            });
            json.writeEndObject();
        }
        return JsonBytes.of(bytes.toByteArray());
    }

    static Map<String, Object> read(JsonBytes document) {
        Map<String, Object> metadata = new HashMap<>();
        for (Map.Entry<String, JsonNode> field :
                MAPPER.readTree(document.utf8()).properties()) {
            JsonNode value = field.getValue();
            metadata.put(field.getKey(), value.isNumber() ? (Object) value.longValue() : value.stringValue());
        }
        return metadata;
    }
}
