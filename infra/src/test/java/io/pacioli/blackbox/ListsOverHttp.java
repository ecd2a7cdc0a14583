package io.pacioli.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.model.ReferenceList;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Lists of a ledger, read page by page and put into the model's words. */
final class ListsOverHttp {

    /** A day that no request names is the one on which something was recorded. */
    private static final String NAMED_MAX = "2026-01-01";

    private static final String NOW = "9999-12-31";

    private final Function<String, JsonNode> read;

    /** @param read what is answered at a path */
    ListsOverHttp(Function<String, JsonNode> read) {
        this.read = read;
    }

    void expect(String ledger, ReferenceList list) {
        List<String> rows = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonNode page = read.apply(ledger + list.path() + cursor);
            page.path("data").forEach(row -> rows.add(words(list.what(), row)));
            JsonNode next = page.path("next");
            cursor = next.isNull() ? null : "&cursor=" + URLEncoder.encode(next.stringValue(), StandardCharsets.UTF_8);
        }
        assertThat(rows).as(list.path()).isEqualTo(list.rows());
    }

    private static String words(String what, JsonNode row) {
        return switch (what) {
            case "transactions" ->
                "%d %s %s".formatted(row.path("journalNumber").asLong(), text(row, "status"), day(row));
            case "entries" ->
                "%d %s %s %s %s"
                        .formatted(
                                row.path("journalNumber").asLong(),
                                text(row, "direction"),
                                text(row, "amount"),
                                text(row, "currency"),
                                day(row));
            case "accounts" -> "%s %s %s".formatted(text(row, "path"), text(row, "status"), metadata(row));
            default -> throw new IllegalArgumentException(what);
        };
    }

    private static Map<String, String> metadata(JsonNode row) {
        Map<String, String> metadata = new TreeMap<>();
        row.path("metadata")
                .properties()
                .forEach(pair -> metadata.put(pair.getKey(), pair.getValue().stringValue()));
        return metadata;
    }

    private static String day(JsonNode row) {
        String day = text(row, "effectiveDate");
        return day.compareTo(NAMED_MAX) < 0 ? day : NOW;
    }

    private static String text(JsonNode row, String field) {
        return row.path(field).stringValue();
    }
}
