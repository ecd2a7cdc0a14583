package io.pacioli.infra.cli.importing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * As much of the API as an import sees, with its idempotency, and failures on demand: a transaction is rejected whose description
 * is {@code unbalanced}, and a batch refused that has one whose description is {@code malformed}.
 */
final class ServiceInMemory implements AutoCloseable {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String LEDGER = "/v1/ledgers/book";

    private final HttpServer server;
    private final Map<String, Answer> answers = new HashMap<>();
    private final ObjectNode ledger = MAPPER.createObjectNode();
    private final Map<String, JsonNode> accounts = Collections.synchronizedMap(new LinkedHashMap<>());
    private final Map<String, JsonNode> transactions = new LinkedHashMap<>();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private int unavailable;
    private int lostAnswers;

    private record Answer(int status, String body) {}

    ServiceInMemory() {
        try {
            server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/", this::serve);
        server.start();
    }

    URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    ObjectNode ledger() {
        return ledger;
    }

    Map<String, JsonNode> accounts() {
        return accounts;
    }

    /** By id, in the order in which they were posted. */
    Map<String, JsonNode> transactions() {
        return transactions;
    }

    /** Method and path of each request. */
    List<String> requests() {
        return requests;
    }

    /** Answers the next so many requests that post something with 503. */
    void failNext(int count) {
        unavailable = count;
    }

    /** Does what the next so many requests ask for, and closes the connection instead of answering. */
    void loseAnswers(int count) {
        lostAnswers = count;
    }

    private synchronized void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        requests.add(exchange.getRequestMethod() + " " + path);
        if (exchange.getRequestMethod().equals("GET")) {
            send(exchange, get(path), false);
            return;
        }
        JsonNode body = MAPPER.readTree(exchange.getRequestBody().readAllBytes());
        if (unavailable > 0) {
            unavailable--;
            exchange.getResponseHeaders().add("Retry-After", "0");
            send(exchange, problem(503, "QUEUE_FULL"), false);
            return;
        }
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        Answer known = answers.get(key);
        Answer answer = known == null ? post(path, body) : known;
        if (answer.status() < 300) {
            answers.put(key, answer);
        }
        if (lostAnswers > 0) {
            lostAnswers--;
            exchange.close();
            return;
        }
        send(exchange, answer, known != null);
    }

    private Answer get(String path) {
        if (path.equals("/v1/ledgers")) {
            return new Answer(200, "{\"items\":[]}");
        }
        if (path.equals(LEDGER)) {
            return ledger.isEmpty() ? problem(404, "LEDGER_NOT_FOUND") : new Answer(200, ledger.toString());
        }
        String name = path.substring(path.lastIndexOf('/') + 1);
        JsonNode found = path.startsWith(LEDGER + "/accounts/") ? accounts.get(name) : transactions.get(name);
        return found == null ? problem(404, "NOT_FOUND") : new Answer(200, found.toString());
    }

    private Answer post(String path, JsonNode body) {
        return switch (path) {
            case "/v1/ledgers" -> {
                if (!ledger.isEmpty()) {
                    yield problem(409, "LEDGER_EXISTS");
                }
                ledger.setAll((ObjectNode) body);
                yield new Answer(201, body.toString());
            }
            case LEDGER + "/currencies" -> {
                ((ArrayNode) ledger.get("currencies")).add(body);
                yield new Answer(201, body.toString());
            }
            case LEDGER + "/accounts" -> {
                String account = body.required("path").stringValue();
                if (account.contains(" ")) {
                    yield problem(400, "ACCOUNT_PATH_MALFORMED");
                }
                yield accounts.putIfAbsent(account, body) == null
                        ? new Answer(201, body.toString())
                        : problem(409, "ACCOUNT_EXISTS");
            }
            case LEDGER + "/batches" -> batch(body);
            default -> problem(404, "PATH_UNKNOWN");
        };
    }

    private Answer batch(JsonNode body) {
        JsonNode items = body.required("items");
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).path("description").asString("").equals("malformed")) {
                return violation(400, "FIELD_TYPE_WRONG", "/items/" + i + "/description");
            }
        }
        boolean goesOn = body.required("continueOnFailure").booleanValue();
        ObjectNode answer = MAPPER.createObjectNode();
        ArrayNode results = answer.putArray("results");
        ArrayNode violations = MAPPER.createArrayNode();
        boolean rejected = false;
        for (int i = 0; i < items.size(); i++) {
            JsonNode item = items.get(i);
            ObjectNode result = results.addObject();
            String id = item.required("id").stringValue();
            String code = item.path("description").asString("").equals("unbalanced")
                    ? "UNBALANCED"
                    : transactions.containsKey(id) ? "TRANSACTION_EXISTS" : "";
            if (rejected && !goesOn) {
                result.put("status", "skipped");
            } else if (code.isEmpty()) {
                transactions.put(id, item);
                result.put("status", "posted");
            } else {
                rejected = true;
                result.put("status", "rejected")
                        .putObject("problem")
                        .put("code", code)
                        .put("detail", "It is " + code);
                violations
                        .addObject()
                        .put("pointer", "/items/" + i)
                        .put("code", code)
                        .put("detail", "It is " + code);
            }
        }
        if (violations.size() == items.size()
                || (rejected
                        && !goesOn
                        && violations.get(0).path("pointer").asString("").equals("/items/0"))) {
            ObjectNode problem =
                    MAPPER.createObjectNode().put("code", "BATCH_REJECTED").put("detail", "No item.");
            problem.set("violations", violations);
            return new Answer(422, problem.toString());
        }
        return new Answer(200, answer.toString());
    }

    private static Answer problem(int status, String code) {
        return new Answer(status, "{\"code\":\"%s\",\"detail\":\"It is %s\"}".formatted(code, code));
    }

    private static Answer violation(int status, String code, String pointer) {
        return new Answer(status, """
                {"code":"%1$s","detail":"It is %1$s","violations":[{"pointer":"%2$s","code":"%1$s","detail":"is wrong"}]}
                """.formatted(code, pointer));
    }

    private static void send(HttpExchange exchange, Answer answer, boolean replayed) throws IOException {
        byte[] bytes = answer.body().getBytes(UTF_8);
        if (replayed) {
            exchange.getResponseHeaders().add("Idempotency-Replayed", "true");
        }
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
