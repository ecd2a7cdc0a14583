package io.pacioli.infra.cli.importing;

import io.pacioli.infra.cli.service.Answer;
import io.pacioli.infra.cli.service.BackOff;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes a ledger ready for a book's transactions: opens it, registers currencies, opens accounts. Whatever is there already has
 * to be what the book says.
 */
final class ChartOfAccounts {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String OPENED_ON = "openedOn";
    private static final Duration READ_PATIENCE = Duration.ofSeconds(10);
    private static final int STATUS_NOT_FOUND = 404;

    private final Api api;
    private final ImportKeys keys;
    private final TargetLedger ledger;
    private final Map<String, Integer> scales = new HashMap<>();

    ChartOfAccounts(Api api, ImportKeys keys, TargetLedger ledger) {
        this.api = api;
        this.keys = keys;
        this.ledger = ledger;
    }

    /** Opens the ledger, unless it is open, and returns whether it was. */
    boolean openLedger() {
        String body = MAPPER.createObjectNode()
                .put("id", ledger.id())
                .put("name", ledger.nameOrId())
                .put("timeZone", ledger.timeZoneOrUtc())
                .put("chart", "strict")
                .set("currencies", MAPPER.createArrayNode())
                .toString();
        Answer answer = api.post("/v1/ledgers", keys.requestKey("ledger", body), body);
        if (!answer.isOk() && !answer.isProblem("LEDGER_EXISTS")) {
            throw new ImportFailed("ledger " + ledger.id(), answer.code(), answer.detail());
        }
        JsonNode open = read(ledger.path(), "ledger " + ledger.id());
        requireTimeZone(open.path("timeZone").asString(""));
        for (JsonNode currency : open.path("currencies")) {
            scales.put(
                    currency.path("code").asString(""), currency.path("scale").asInt(-1));
        }
        return answer.isOk() && !answer.replayed();
    }

    private void requireTimeZone(String actual) {
        if (ledger.timeZone() != null && !ledger.timeZone().equals(actual)) {
            throw new ImportFailed("ledger " + ledger.id(), "LEDGER_EXISTS", """
                    The ledger is open with the time zone %s, in which the book's dates would begin at other moments. Leave \
                    --time-zone out, or import into another ledger.""".formatted(actual));
        }
    }

    /** Registers a currency, unless the ledger has it, and returns whether it did not. */
    boolean register(Line line) {
        Integer scale = scales.get(text(line.json().get("code")));
        if (scale != null) {
            JsonNode wanted = line.json().get("scale");
            if (wanted != null && wanted.asInt(-1) != scale) {
                throw line.failed(
                        "CURRENCY_EXISTS", "The ledger has this currency with a scale of %d.".formatted(scale));
            }
            return false;
        }
        Answer answer = post(line, ledger.path() + "/currencies", line.json());
        scales.put(
                answer.json().path("code").asString(""),
                answer.json().path("scale").asInt(-1));
        return !answer.replayed();
    }

    /** Opens an account, unless it is open, and returns whether it was not. */
    boolean open(Line line) {
        ObjectNode account = line.json();
        noteOpening(line, account);
        String body = account.toString();
        Answer answer = api.post(ledger.path() + "/accounts", keys.requestKey(line.file(), body), body);
        if (answer.isProblem("ACCOUNT_EXISTS")) {
            requireSame(line, account);
            return false;
        }
        requireOk(line, answer);
        return !answer.replayed();
    }

    /** The service has no field for the day on which an account was opened in the book: it becomes metadata. */
    private static void noteOpening(Line line, ObjectNode account) {
        JsonNode openedOn = account.remove(OPENED_ON);
        if (openedOn == null) {
            return;
        }
        JsonNode metadata = account.get("metadata");
        if (metadata == null) {
            account.putObject("metadata").set(OPENED_ON, openedOn);
        } else if (metadata instanceof ObjectNode object && !object.has(OPENED_ON)) {
            object.set(OPENED_ON, openedOn);
        } else {
            throw line.failed("FIELD_DUPLICATE", "openedOn becomes metadata, and cannot be there as well.");
        }
    }

    private void requireSame(Line line, ObjectNode account) {
        String path = text(account.get("path"));
        JsonNode open = read(ledger.path() + "/accounts/" + path, line.file() + ":" + line.number());
        String type = open.path("type").asString("");
        if (!type.equals(text(account.get("type")))) {
            throw line.failed("ACCOUNT_EXISTS", "The account is open already, with the type %s.".formatted(type));
        }
    }

    private Answer post(Line line, String path, ObjectNode json) {
        String body = json.toString();
        Answer answer = api.post(path, keys.requestKey(line.file(), body), body);
        requireOk(line, answer);
        return answer;
    }

    private static void requireOk(Line line, Answer answer) {
        if (!answer.isOk()) {
            throw line.failed(answer.code(), answer.detail());
        }
    }

    /** Reads what the service has said is there, and which its read side may yet have to take from the journal. */
    private JsonNode read(String path, String where) {
        BackOff backOff = new BackOff(READ_PATIENCE);
        while (true) {
            Answer answer = api.get(path);
            if (answer.isOk()) {
                return answer.json();
            }
            if (answer.status() != STATUS_NOT_FOUND || !backOff.waitAgain(0)) {
                throw new ImportFailed(where, answer.code(), answer.detail());
            }
        }
    }

    private static @Nullable String text(@Nullable JsonNode value) {
        return value == null || !value.isString() ? null : value.stringValue();
    }
}
