package io.pacioli.reliability;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the journal, straight from its table and with no code of the service's, and puts together what each request led to. */
final class StoredEffects {

    private static final int FETCH_ROWS = 5_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Consumer<Effect> effects;
    private final List<Movement> movements = new ArrayList<>();
    private final Set<String> ledgers = new HashSet<>();
    private final Set<String> accounts = new HashSet<>();
    private final List<String> expired = new ArrayList<>();
    private Request.@Nullable Reserve reserve;
    private long events;
    private int eventsOfRequest;

    /** A reader that is still to be started. */
    StoredEffects(Consumer<Effect> effects) {
        this.effects = effects;
    }

    /** Reads everything, in the order of positions, and says how many events that were. */
    long readAll(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (var statement = connection.prepareStatement("""
                    select position, ledger, type, payload::text, metadata::text from event_store.events order by position
                    """)) {
                statement.setFetchSize(FETCH_ROWS);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        read(rows);
                    }
                }
            }
        }
        if (eventsOfRequest > 0) {
            end("", events, eventsOfRequest);
        }
        return events;
    }

    /** The holds that have expired, which is no request's doing. */
    List<String> expired() {
        return expired;
    }

    private void read(ResultSet row) throws SQLException {
        events++;
        String ledger = row.getString(2);
        JsonNode payload = JSON.readTree(row.getString(4));
        String hold = payload.path("transaction").asString("");
        if (row.getString(3).equals("hold-expired")) {
            expired.add(hold);
            return;
        }
        eventsOfRequest++;
        switch (row.getString(3)) {
            case "ledger-opened" -> ledgers.add(Effect.ledger(ledger));
            case "account-opened" ->
                accounts.add(Effect.account(ledger, payload.path("account").stringValue()));
            case "transaction-posted" -> movements.add(movement(ledger, payload.path("postings")));
            case "transaction-held" ->
                reserve = Request.Reserve.placed(hold, movement(ledger, payload.path("postings")));
            case "hold-posted" -> {
                movements.add(movement(ledger, payload.path("postings")));
                reserve = Request.Reserve.ended(hold, "posted");
            }
            case "hold-voided" -> reserve = Request.Reserve.ended(hold, "voided");
            default -> {
                // A batch says once more what its transactions say.
            }
        }
        JsonNode metadata = JSON.readTree(row.getString(5));
        JsonNode key = metadata.path("idempotencyKey");
        if (key.isString()) {
            end(key.stringValue(), row.getLong(1), metadata.path("events").intValue());
        }
    }

    private void end(String key, long position, int eventsSaid) {
        effects.accept(new Effect(
                key,
                position,
                List.copyOf(movements),
                reserve,
                Set.copyOf(ledgers),
                Set.copyOf(accounts),
                eventsSaid == eventsOfRequest));
        movements.clear();
        reserve = null;
        ledgers.clear();
        accounts.clear();
        eventsOfRequest = 0;
    }

    private static Movement movement(String ledger, JsonNode postings) {
        if (postings.size() != 2
                || !isOf("debit", postings.get(0))
                || !isOf("credit", postings.get(1))
                || amount(postings.get(0)).compareTo(amount(postings.get(1))) != 0) {
            return new Movement(ledger, postings.toString(), "", BigDecimal.ZERO);
        }
        return new Movement(ledger, account(postings.get(0)), account(postings.get(1)), amount(postings.get(0)));
    }

    private static boolean isOf(String direction, JsonNode posting) {
        return posting.path("direction").asString("").equals(direction)
                && posting.path("currency").asString("").equals(Movement.CURRENCY);
    }

    private static String account(JsonNode posting) {
        return posting.path("account").asString("");
    }

    private static BigDecimal amount(JsonNode posting) {
        return new BigDecimal(posting.path("amount").asString("0"));
    }
}
