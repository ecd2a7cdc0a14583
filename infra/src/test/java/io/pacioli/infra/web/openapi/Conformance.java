package io.pacioli.infra.web.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Tells where a JSON value is not what a schema of an OpenAPI document says, as far as that document's schemas go. */
final class Conformance {

    private final JsonNode document;
    private final List<String> faults = new ArrayList<>();

    private Conformance(JsonNode document) {
        this.document = document;
    }

    /** What is wrong with the value, each with its place; empty where it conforms. */
    static List<String> faults(JsonNode document, JsonNode schema, JsonNode value) {
        Conformance conformance = new Conformance(document);
        conformance.check(schema, value, "");
        return conformance.faults;
    }

    private void check(JsonNode schema, JsonNode value, String place) {
        if (schema.has("$ref")) {
            check(document.at(schema.path("$ref").stringValue().substring(1)), value, place);
            return;
        }
        switch (schema.path("type").asString("")) {
            case "object" -> checkObject(schema, value, place);
            case "array" -> checkList(schema, value, place);
            case "string" -> checkText(schema, value, place);
            case "integer" -> expect(value.isIntegralNumber(), place, "a whole number");
            case "boolean" -> expect(value.isBoolean(), place, "true or false");
            default -> faults.add(place + " has a schema without a type");
        }
    }

    private void checkObject(JsonNode schema, JsonNode value, String place) {
        if (!expect(value.isObject(), place, "an object")) {
            return;
        }
        schema.path("required").forEach(name -> expect(value.has(name.stringValue()), place, "with " + name));
        value.properties().forEach(field -> {
            JsonNode known = schema.path("properties").path(field.getKey());
            JsonNode others = schema.path("additionalProperties");
            String there = place + "/" + field.getKey();
            if (!known.isMissingNode()) {
                check(known, field.getValue(), there);
            } else if (others.isObject()) {
                check(others, field.getValue(), there);
            } else {
                faults.add(there + " is not described");
            }
        });
    }

    private void checkList(JsonNode schema, JsonNode value, String place) {
        if (expect(value.isArray(), place, "a list")) {
            expect(value.size() >= schema.path("minItems").asInt(0), place, "longer");
            for (int i = 0; i < value.size(); i++) {
                check(schema.path("items"), value.get(i), place + "/" + i);
            }
        }
    }

    private void checkText(JsonNode schema, JsonNode value, String place) {
        if (!expect(value.isString(), place, "a string")) {
            return;
        }
        if (schema.has("enum")) {
            expect(schema.path("enum").valueStream().anyMatch(value::equals), place, "one of " + schema.path("enum"));
        }
        if (schema.has("pattern")) {
            Pattern pattern = Pattern.compile(schema.path("pattern").stringValue());
            expect(pattern.matcher(value.stringValue()).find(), place, "like " + pattern);
        }
        int length = value.stringValue().length();
        expect(length >= schema.path("minLength").asInt(0), place, "longer");
        expect(length <= schema.path("maxLength").asInt(Integer.MAX_VALUE), place, "shorter");
    }

    private boolean expect(boolean holds, String place, String what) {
        if (!holds) {
            faults.add(place + " is not " + what);
        }
        return holds;
    }
}
