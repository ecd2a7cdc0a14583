package io.pacioli.infra.cli.verifying;

import io.pacioli.infra.eventstore.EncodedEvent;
import io.pacioli.infra.eventstore.JsonBytes;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads single facts from stored documents, on another road than the one on which events are read. */
final class Documents {

    private static final JsonFactory FACTORY = new JsonFactory();

    private Documents() {}

    /** The idempotency key in the metadata, or null. */
    static @Nullable String idempotencyKey(JsonBytes metadata) {
        try (JsonParser json = parser(metadata)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean wanted = json.currentName().equals("idempotencyKey");
                json.nextToken();
                if (wanted) {
                    return json.getString();
                }
                json.skipChildren();
            }
            return null;
        } catch (JacksonException e) {
            return null;
        }
    }

    /** By how much debits and credits of a transaction's postings differ ({@code USD 0.01}), or nothing where they are equal. */
    static String imbalance(EncodedEvent event) {
        Map<String, BigDecimal> net = new TreeMap<>();
        try (JsonParser json = parser(event.payload())) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return "";
            }
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean postings = json.currentName().equals("postings");
                JsonToken value = json.nextToken();
                if (postings && value == JsonToken.START_ARRAY) {
                    addPostings(json, net);
                } else {
                    json.skipChildren();
                }
            }
        } catch (JacksonException | NumberFormatException e) {
            return "postings that cannot be added";
        }
        StringBuilder differences = new StringBuilder();
        net.forEach((currency, difference) -> {
            if (difference.signum() != 0) {
                differences
                        .append(differences.isEmpty() ? "" : ", ")
                        .append(currency)
                        .append(' ')
                        .append(difference);
            }
        });
        return differences.toString();
    }

    private static void addPostings(JsonParser json, Map<String, BigDecimal> net) {
        while (json.nextToken() == JsonToken.START_OBJECT) {
            String direction = "";
            String amount = "";
            String currency = "";
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "direction" -> direction = json.getString();
                    case "amount" -> amount = json.getString();
                    case "currency" -> currency = json.getString();
                    default -> json.skipChildren();
                }
            }
            BigDecimal debit = direction.equals("debit") ? new BigDecimal(amount) : new BigDecimal(amount).negate();
            net.merge(currency, debit, BigDecimal::add);
        }
    }

    private static JsonParser parser(JsonBytes document) {
        return FACTORY.createParser(ObjectReadContext.empty(), document.utf8());
    }
}
