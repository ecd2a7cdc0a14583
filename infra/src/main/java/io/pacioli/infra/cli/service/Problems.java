package io.pacioli.infra.cli.service;

import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;

/** Problems of the service in words for a terminal. */
public final class Problems {

    private static final int VIOLATIONS_SHOWN_MAX = 10;

    private Problems() {}

    /** The detail of a problem, and behind it the fields that are wrong, at most {@value #VIOLATIONS_SHOWN_MAX}. */
    public static String describe(JsonNode problem, String otherwise) {
        String detail = problem.path("detail").asString(otherwise);
        JsonNode violations = problem.path("violations");
        if (violations.isEmpty()) {
            return detail;
        }
        StringJoiner fields = new StringJoiner("; ", detail + " (", ")");
        for (int i = 0; i < violations.size(); i++) {
            if (i == VIOLATIONS_SHOWN_MAX) {
                fields.add("and %d more".formatted(violations.size() - i));
                break;
            }
            JsonNode violation = violations.get(i);
            fields.add(violation.path("pointer").asString("") + " "
                    + violation.path("detail").asString(""));
        }
        return fields.toString();
    }
}
