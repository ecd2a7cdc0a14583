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
public final class LyingService implements AutoCloseable {

    public enum Lie {
        NONE,
        /** Acknowledges a transaction and forgets it. */
        LOSES_A_TRANSACTION,
        POSTS_A_TRANSACTION_TWICE,
        POSTS_WHAT_NOBODY_SENT,
        LEAVES_A_GAP_IN_THE_JOURNAL,
        SHOWS_A_WRONG_BALANCE,
        SHOWS_A_WRONG_TRIAL_BALANCE,
        SHOWS_AN_EMPTY_TRIAL_BALANCE,
        SHOWS_AN_AMOUNT_THAT_IS_NONE,
        /** Answers each page of accounts with the cursor of the last one. */
        LEADS_BACK_TO_A_PAGE,
        /** Executes what it has acknowledged once more when it is sent again. */
        FORGETS_ITS_KEYS,
        /** Answers what it has acknowledged as a replay, and executes it once more. */
        POSTS_AGAIN_AND_CALLS_IT_A_REPLAY,
        ANSWERS_A_REPLAY_DIFFERENTLY
    }

    /** What each transaction costs it, by its own account. */
    static final long CPU_NANOS_PER_TRANSACTION = 2_000_000;

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

    public LyingService(Lie lie) throws IOException {
        this.lie = lie;
        server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        server.createContext("/", this::serve);
        server.start();
    }

    public URI address() {
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
            if (lie == Lie.POSTS_AGAIN_AND_CALLS_IT_A_REPLAY) {
                enter(key, new String(body, UTF_8));
            }
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
            return data(
                    accounts.entrySet().stream()
                            .map(account -> account(account.getKey(), account.getValue()))
                            .toList(),
                    lie == Lie.LEADS_BACK_TO_A_PAGE ? "\"again\"" : "null");
        }
        if (path.endsWith("/trial-balance")) {
            return data(accounts.entrySet().stream()
                    .map(account -> line(account.getKey(), account.getValue()))
                    .filter(line -> lie != Lie.SHOWS_AN_EMPTY_TRIAL_BALANCE)
                    .toList());
        }
        if (path.equals("/v1/projections")) {
            return data(List.of("{\"position\":%d,\"lagEvents\":0,\"lagSeconds\":0}".formatted(lastNumber)));
        }
        if (path.equals("/actuator/prometheus")) {
            return "# HELP process_cpu_time_ns_total\nprocess_cpu_time_ns_total %d\n"
                    .formatted(posted * CPU_NANOS_PER_TRANSACTION);
        }
        return data(List.of());
    }

    private String account(String path, Account account) {
        BigDecimal debits = account.debits().add(fib(Lie.SHOWS_A_WRONG_BALANCE, path));
        return "{\"path\":\"%s\",\"balances\":[{\"debits\":\"%s\",\"credits\":\"%s\"}]}"
                .formatted(path, lie == Lie.SHOWS_AN_AMOUNT_THAT_IS_NONE ? "a lot" : debits, account.credits());
    }

    private String line(String path, Account account) {
        BigDecimal net = account.debits().subtract(account.credits());
        BigDecimal debit = net.max(BigDecimal.ZERO).add(fib(Lie.SHOWS_A_WRONG_TRIAL_BALANCE, path));
        return "{\"account\":\"%s\",\"debit\":\"%s\",\"credit\":\"%s\"}"
                .formatted(path, debit, net.negate().max(BigDecimal.ZERO));
    }

    private BigDecimal fib(Lie about, String account) {
        return lie == about && account.endsWith(":1") ? new BigDecimal("0.01") : BigDecimal.ZERO;
    }

    private static String data(List<String> items) {
        return data(items, "null");
    }

    private static String data(List<String> items, String next) {
        return items.stream().collect(Collectors.joining(",", "{\"data\":[", "],\"next\":%s}".formatted(next)));
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
