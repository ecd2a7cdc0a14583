package io.pacioli.infra.cli.benching;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what the service shows in pages, all of them. */
final class Pages {

    private static final String LIMIT = "limit=1000";

    private final BenchedService service;
    private final Differences differences;

    Pages(BenchedService service, Differences differences) {
        this.service = service;
        this.differences = differences;
    }

    /** Shows each item of a collection; pages that lead back to one that was read before are a difference, and end it. */
    void each(String path, Consumer<JsonNode> item) {
        Set<String> read = new HashSet<>();
        @Nullable String cursor = null;
        do {
            JsonNode page = service.get(path + "?" + LIMIT + (cursor == null ? "" : "&cursor=" + cursor));
            page.path("data").forEach(item);
            cursor = page.path("next").isNull() ? null : page.path("next").asString(null);
            if (cursor != null && !read.add(cursor)) {
                differences.add("the pages of %s lead back to the cursor %s".formatted(path, cursor));
                return;
            }
        } while (cursor != null);
    }
}
