package io.pacioli.infra.cli;

import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;

/** A rebuild in words for a terminal. */
final class RebuildText {

    private RebuildText() {}

    static String line(JsonNode rebuild) {
        StringJoiner names = new StringJoiner(",");
        rebuild.path("projections").forEach(name -> names.add(name.asString("")));
        StringBuilder line = new StringBuilder("%s  %s  %s  %,d of %,d events"
                .formatted(
                        rebuild.path("id").asString(""),
                        rebuild.path("state").asString("")
                                + (rebuild.path("paused").booleanValue() ? " (paused)" : ""),
                        names,
                        rebuild.path("eventsDone").longValue(),
                        rebuild.path("eventsTotal").longValue()));
        if (rebuild.has("eventsPerSecond")) {
            line.append(
                    "  %,d a second".formatted(rebuild.path("eventsPerSecond").longValue()));
        }
        if (rebuild.has("comparison")) {
            line.append("  %,d differences"
                    .formatted(rebuild.at("/comparison/differences").longValue()));
        }
        if (rebuild.has("parkedLedgers")) {
            line.append("  %,d ledgers parked"
                    .formatted(rebuild.path("parkedLedgers").longValue()));
        }
        if (rebuild.has("cause")) {
            line.append("  ").append(rebuild.path("cause").asString(""));
        }
        return line.toString();
    }

    /** What a rebuild was found to differ in, a line for each example. */
    static String examples(JsonNode rebuild) {
        StringJoiner lines = new StringJoiner("\n");
        for (JsonNode example : rebuild.at("/comparison/examples")) {
            lines.add("  %s%n    live:    %s%n    rebuilt: %s"
                    .formatted(example.path("table").asString(""), example.path("live"), example.path("rebuilt")));
        }
        return lines.toString();
    }
}
