package io.pacioli.infra.rebuild;

import io.pacioli.projections.generation.Generation;
import io.pacioli.projections.generation.Projection;
import io.pacioli.projections.rebuild.Rebuild;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** A rebuild as the API shows it. */
final class RebuildJson {

    private RebuildJson() {}

    static void write(JsonGenerator json, Rebuild rebuild) {
        json.writeStartObject();
        json.writeStringProperty("id", Long.toString(rebuild.id()));
        json.writeArrayPropertyStart("projections");
        rebuild.projections().stream().map(Projection::id).forEach(json::writeString);
        json.writeEndArray();
        json.writeStringProperty("state", rebuild.state().word());
        json.writeBooleanProperty("paused", rebuild.paused());
        json.writeStringProperty("switch", rebuild.automatic() ? "automatic" : "manual");
        number(json, "eventsPerSecondMax", rebuild.eventsPerSecondMax());
        json.writeNumberProperty("eventsDone", rebuild.done());
        json.writeNumberProperty("eventsTotal", Math.max(rebuild.total(), rebuild.done()));
        if (rebuild.eventsPerSecond() != null && rebuild.state().isOpen()) {
            json.writeNumberProperty("eventsPerSecond", Math.round(rebuild.eventsPerSecond()));
        }
        number(json, "secondsLeft", rebuild.secondsLeft());
        generations(json, "built", rebuild.built());
        generations(json, "former", rebuild.former());
        if (rebuild.parkedLedgers() > 0) {
            json.writeNumberProperty("parkedLedgers", rebuild.parkedLedgers());
        }
        differences(json, rebuild);
        text(json, "cause", rebuild.cause());
        text(json, "reason", rebuild.reason());
        json.writeStringProperty("requestedBy", rebuild.requestedBy());
        text(json, "decidedBy", rebuild.decidedBy());
        text(json, "node", rebuild.node());
        json.writeStringProperty("createdAt", rebuild.createdAt().toString());
        moment(json, "switchedAt", rebuild.switchedAt());
        moment(json, "endedAt", rebuild.endedAt());
        json.writeEndObject();
    }

    private static void generations(JsonGenerator json, String name, List<Generation> generations) {
        if (!generations.isEmpty()) {
            json.writeObjectPropertyStart(name);
            generations.forEach(generation ->
                    json.writeNumberProperty(generation.projection().id(), generation.number()));
            json.writeEndObject();
        }
    }

    /** Examples are rows of tables, as the database has written them. */
    private static void differences(JsonGenerator json, Rebuild rebuild) {
        if (rebuild.comparedAt() != null && rebuild.differences() != null) {
            json.writeObjectPropertyStart("comparison");
            json.writeNumberProperty("position", rebuild.comparedAt());
            json.writeNumberProperty("differences", rebuild.differences());
            json.writeName("examples");
            json.writeRawValue(rebuild.examples() == null ? "[]" : rebuild.examples());
            json.writeEndObject();
        }
    }

    private static void text(JsonGenerator json, String name, @Nullable String value) {
        if (value != null) {
            json.writeStringProperty(name, value);
        }
    }

    private static void number(JsonGenerator json, String name, @Nullable Number value) {
        if (value != null) {
            json.writeNumberProperty(name, value.longValue());
        }
    }

    private static void moment(JsonGenerator json, String name, @Nullable Instant value) {
        if (value != null) {
            json.writeStringProperty(name, value.toString());
        }
    }
}
