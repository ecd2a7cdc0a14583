package io.pacioli.infra.cli.importing;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A transaction of the file as an item of a batch.
 *
 * @param id its id, from the file or made from what it says
 * @param json the item as it is sent
 */
record TransactionItem(Line line, String id, String json) {

    private static final JsonMapper SORTED =
            JsonMapper.builder().enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED).build();

    static TransactionItem of(Line line, ImportKeys keys) {
        ObjectNode item = line.json();
        JsonNode given = item.get("id");
        String id = given != null && given.isString()
                ? given.stringValue()
                : made(line, keys).toString();
        if (given == null) {
            item.put("id", id);
        }
        if (!item.has("type")) {
            item.put("type", "transaction");
        }
        return new TransactionItem(line, id, SORTED.writeValueAsString(item));
    }

    /** A reference tells two transactions that say the same from each other; without one, their lines have to. */
    private static UUID made(Line line, ImportKeys keys) {
        String place = line.json().has("reference") ? "" : Long.toString(line.number());
        return keys.transactionId(
                SORTED.writeValueAsString(line.json()), place, text(line.json().get("effectiveAt")));
    }

    private static @Nullable String text(@Nullable JsonNode value) {
        return value == null || !value.isString() ? null : value.stringValue();
    }
}
