package io.pacioli.command.account;

import io.pacioli.domain.account.Limits;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Limits of an account as answers show them, by currency. */
final class LimitsJson {

    private LimitsJson() {}

    static void write(JsonGenerator json, List<Limits> limits) {
        json.writeArrayPropertyStart("limits");
        for (Limits each : limits) {
            json.writeStartObject();
            json.writeStringProperty("currency", each.currency().code().value());
            if (each.minimum() != null) {
                json.writeStringProperty("minimumBalance", each.minimumDecimal());
            }
            if (each.maximum() != null) {
                json.writeStringProperty("maximumBalance", each.maximumDecimal());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
