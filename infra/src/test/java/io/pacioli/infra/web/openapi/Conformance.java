package io.pacioli.infra.web.openapi;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Tells where a JSON value is not what a schema of an OpenAPI document says. */
final class Conformance {

    private static final String DOCUMENT = "urn:pacioli:openapi";

    private final SchemaRegistry schemas;

    Conformance(JsonNode document) {
        schemas = SchemaRegistry.withDialect(
                Dialects.getOpenApi30(),
                builder -> builder.schemas(Map.of(DOCUMENT, document.toString()))
                        .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build()));
    }

    /**
     * What is wrong with the value, each with its place; empty where it conforms.
     *
     * @param schema one that is itself a reference to one of the document's components
     */
    List<String> faults(JsonNode schema, JsonNode value) {
        Schema referred = schemas.getSchema(
                SchemaLocation.of(DOCUMENT + schema.path("$ref").stringValue()));
        return referred.validate(value).stream().map(Object::toString).toList();
    }

    /** The same for a schema that is written where it is used and refers to nothing. */
    List<String> faultsInline(JsonNode schema, JsonNode value) {
        return schemas.getSchema(schema).validate(value).stream()
                .map(Object::toString)
                .toList();
    }
}
