package io.pacioli.infra.cli.benching;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** As much of the API as a run of transfers sees, in memory, and not always telling the truth. */
final class LyingService implements AutoCloseable {

    enum Lie {
        NONE,
        /** Acknowledges a transaction and forgets it. */
        LOSES_A_TRANSACTION,
        POSTS_A_TRANSACTION_TWICE,
        POSTS_WHAT_NOBODY_SENT,
        LEAVES_A_GAP_IN_THE_JOURNAL,
        SHOWS_A_WRONG_BALANCE,
        /** Executes what it has acknowledged once more when it is sent again. */
        FORGETS_ITS_KEYS,
        ANSWERS_A_REPLAY_DIFFERENTLY
    }

    private static final int LIE_AT = 3;

    private record Account(BigDecimal debits, BigDecimal credits) {
        static final Account EMPTY = new Account(BigDecimal.ZERO, BigDecimal.ZERO);

        Account plus(JsonNode posting) {
            BigDecimal amount = new BigDecimal(posting.get("amount").asString());
            return posting.get("direction").asString().equals("debit")
                    ? new Account(debits.add(amount), credits)
                    : new Account(debits, credits.add(amount));
        }
    }

    private final Lie lie;
    private final HttpServer server;
    private final Map<String, String> answers = new HashMap<>();
    private final Map<String, Account> accounts = new TreeMap<>();
    private final List<String> journal = new ArrayList<>();
    private int lastNumber;
    private int posted;
    private int turnedAway;
    private int answersToLose;

    LyingService(Lie lie) throws IOException {
        this.lie = lie;
        server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        server.createContext("/", this::serve);
        server.start();
    }

    URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /** Answers so many transactions after the first one with 503. */
    void turnAway(int count) {
        turnedAway = count;
    }

    /** Does what so many transactions after the first one ask for, and closes the connection in place of an answer. */
    void loseAnswers(int count) {
        answersToLose = count;
    }

    private synchronized void serve(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String path = exchange.getRequestURI().getPath();
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        if (key == null) {
            send(exchange, 200, get(path));
        } else if (turnedAway > 0 && posted > 0) {
            turnedAway--;
            exchange.getResponseHeaders().add("Retry-After", "0");
            send(exchange, 503, "{\"code\":\"QUEUE_FULL\"}");
        } else if (answers.containsKey(key) && lie != Lie.FORGETS_ITS_KEYS) {
            exchange.getResponseHeaders().add("Idempotency-Replayed", "true");
            String replay = answers.get(key);
            send(exchange, 201, lie == Lie.ANSWERS_A_REPLAY_DIFFERENTLY ? replay.replace("\"t-", "\"u-") : replay);
        } else {
            String answer = post(path, key, new String(body, UTF_8));
            if (answersToLose > 0 && posted > 1) {
                answersToLose--;
                exchange.close();
            } else {
                send(exchange, 201, answer);
            }
        }
    }

    private String post(String path, String key, String body) {
        if (path.equals("/v1/ledgers")) {
            record(key, "ledger-opened");
            return "{}";
        }
        posted++;
        boolean lies = posted == LIE_AT;
        if (!(lies && lie == Lie.LOSES_A_TRANSACTION)) {
            enter(key, body);
        }
        if (lies && lie == Lie.POSTS_A_TRANSACTION_TWICE) {
            enter(key, body);
        }
        if (lies && lie == Lie.POSTS_WHAT_NOBODY_SENT) {
            enter("a-stranger", body);
        }
        if (lies && lie == Lie.LEAVES_A_GAP_IN_THE_JOURNAL) {
            lastNumber++;
        }
        String answer = "{\"id\":\"t-%d\"}".formatted(posted);
        answers.put(key, answer);
        return answer;
    }

    private void enter(String key, String body) {
        record(key, "transaction-posted");
        for (JsonNode posting : JsonMapper.shared().readTree(body).get("postings")) {
            accounts.merge(
                    posting.get("account").asString(),
                    Account.EMPTY.plus(posting),
                    (account, same) -> account.plus(posting));
        }
    }

    private void record(String key, String type) {
        journal.add("{\"journalNumber\":%d,\"type\":\"%s\",\"metadata\":{\"idempotencyKey\":\"%s\"}}"
                .formatted(++lastNumber, type, key));
    }

    private String get(String path) {
        if (path.endsWith("/events")) {
            return data(journal);
        }
        if (path.endsWith("/accounts")) {
            return data(accounts.entrySet().stream()
                    .map(account -> "{\"path\":\"%s\",\"balances\":[{\"debits\":\"%s\",\"credits\":\"%s\"}]}"
                            .formatted(
                                    account.getKey(),
                                    account.getValue().debits().add(fib(account.getKey())),
                                    account.getValue().credits()))
                    .toList());
        }
        if (path.equals("/actuator/prometheus")) {
            return "# HELP process_cpu_time_ns_total\nprocess_cpu_time_ns_total 1.0E9\n";
        }
        return data(List.of());
    }

    private BigDecimal fib(String account) {
        return lie == Lie.SHOWS_A_WRONG_BALANCE && account.endsWith(":1") ? new BigDecimal("0.01") : BigDecimal.ZERO;
    }

    private static String data(List<String> items) {
        return items.stream().collect(Collectors.joining(",", "{\"data\":[", "],\"next\":null}"));
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
