package io.pacioli.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.infra.web.ProblemStatus;
import io.pacioli.model.Outcome;
import io.pacioli.model.ReferenceBooks;
import io.pacioli.model.ReferenceLedger;
import io.pacioli.model.Request;
import io.pacioli.model.Subject;
import java.math.BigDecimal;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The whole service on PostgreSQL, over HTTP, put into the model's words. Several threads may ask it at once. */
final class ServiceOverHttp implements Subject {

    private static final String[] DAYS = {"2024-01-31", "2024-02-29"};

    private final Service service;
    private final RequestJson json = new RequestJson();

    /** Ledgers and keys are for ever, so each sequence has its own. */
    private final String suffix = "-" + UUID.randomUUID();

    private final long positionBefore;
    private final Map<String, String> answeredByKey = new ConcurrentHashMap<>();
    private final Set<String> changedLedgers = ConcurrentHashMap.newKeySet();
    /** The first answer about each transaction, and what has taken it back since, by its place in the API. */
    private final Map<String, JsonNode> answered = new ConcurrentHashMap<>();

    private final Map<String, List<String>> reversedBy = new ConcurrentHashMap<>();
    /** What has ended each hold, by its place in the API. */
    private final Map<String, JsonNode> ends = new ConcurrentHashMap<>();

    private final Queue<JsonNode> posted = new ConcurrentLinkedQueue<>();

    ServiceOverHttp(Service service) {
        this.service = service;
        this.positionBefore = service.head();
    }

    @Override
    public Outcome answer(String key, Request request) {
        Reply reply = send("", key, request);
        assertThat(reply.isDryRun()).isFalse();
        return reply.status() >= 400 ? refused(reply) : recorded(key, request, reply);
    }

    @Override
    public Outcome dryRun(String key, Request request) {
        Reply reply = send("?dryRun=true", key, request);
        assertThat(reply.isDryRun()).as(reply.body()).isNotEqualTo(reply.isReplayed());
        if (reply.status() >= 400) {
            return refused(reply);
        }
        if (reply.isReplayed()) {
            return recorded(key, request, reply);
        }
        reply.expect(status(request));
        assertThat(reply.response().headers().map()).doesNotContainKeys("ledger-position", "location");
        assertThat(reply.json().findValues("position")).isEmpty();
        return new Outcome.DryRun(items(request, reply.json()));
    }

    /** With which status it is answered where it is accepted: 201 where it makes something. */
    private static int status(Request request) {
        return switch (request) {
            case Request.Forced(Request inner) -> status(inner);
            case Request.IfVersion change -> status(change.request());
            case Request.Batch _,
                    Request.ChangeMetadata _,
                    Request.PostHold _,
                    Request.VoidHold _,
                    Request.ChangeLimits _,
                    Request.Freeze _,
                    Request.Unfreeze _,
                    Request.CloseAccount _,
                    Request.ReopenAccount _,
                    Request.Rename _,
                    Request.ChangeAccountMetadata _ -> 200;
            default -> 201;
        };
    }

    private Reply send(String query, String key, Request request) {
        HttpRequest.Builder post = service.request(pathOf(request) + query)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key + suffix)
                .POST(BodyPublishers.ofString(json.of(request, request.ledger() + suffix)));
        if (request instanceof Request.IfVersion change) {
            post.header("If-Match", change.version() == null ? "*" : "\"v%d\"".formatted(change.version()));
        }
        return service.send(post);
    }

    private String pathOf(Request request) {
        return switch (request) {
            case Request.Forced(Request inner) -> pathOf(inner);
            case Request.IfVersion change -> pathOf(change.request());
            case Request.OpenLedger _ -> "/v1/ledgers";
            case Request.RegisterCurrency _ -> pathOf(request.ledger()) + "/currencies";
            case Request.ClosePeriod _ -> pathOf(request.ledger()) + "/period-closings";
            case Request.ReopenPeriod _ -> pathOf(request.ledger()) + "/period-reopenings";
            case Request.OpenAccount _ -> pathOf(request.ledger()) + "/accounts";
            case Request.ChangeLimits change -> pathOf(change.ledger(), change.account(), "/limits");
            case Request.Freeze freeze -> pathOf(freeze.ledger(), freeze.account(), "/freeze");
            case Request.Unfreeze unfreeze -> pathOf(unfreeze.ledger(), unfreeze.account(), "/unfreeze");
            case Request.CloseAccount close -> pathOf(close.ledger(), close.account(), "/close");
            case Request.ReopenAccount reopen -> pathOf(reopen.ledger(), reopen.account(), "/reopen");
            case Request.Rename rename -> pathOf(rename.ledger(), rename.account(), "/rename");
            case Request.ChangeAccountMetadata change -> pathOf(change.ledger(), change.account(), "/metadata");
            case Request.Post _, Request.Hold _ -> pathOf(request.ledger()) + "/transactions";
            case Request.PostHold hold -> pathOf(request.ledger()) + "/transactions/" + hold.hold() + "/post";
            case Request.VoidHold hold -> pathOf(request.ledger()) + "/transactions/" + hold.hold() + "/void";
            case Request.ExpireHold _ -> throw new IllegalArgumentException("no client asks for this");
            case Request.Reverse reverse ->
                pathOf(request.ledger()) + "/transactions/" + reverse.reversed() + "/reverse";
            case Request.ChangeMetadata change ->
                pathOf(request.ledger()) + "/transactions/" + change.transaction() + "/metadata";
            case Request.Batch _ -> pathOf(request.ledger()) + "/batches";
        };
    }

    private static Outcome refused(Reply reply) {
        String code = reply.code();
        reply.expectProblem(ProblemStatus.of(ProblemCode.valueOf(code)).value(), code);
        return new Outcome.Refused(code, reply.violations());
    }

    private Outcome recorded(String key, Request request, Reply reply) {
        reply.expect(status(request));
        String first = answeredByKey.putIfAbsent(key, reply.body());
        assertThat(reply.body()).isEqualTo(first == null ? reply.body() : first);
        changedLedgers.add(request.ledger());
        remember(request, reply.json());
        return new Outcome.Recorded(
                reply.position() - positionBefore, reply.isReplayed(), items(request, reply.json()));
    }

    private String pathOf(String ledger, String account, String what) {
        return pathOf(ledger) + "/accounts/" + account + what;
    }

    private String pathOf(String ledger) {
        return "/v1/ledgers/" + ledger + suffix;
    }

    private static List<Outcome.Item> items(Request request, JsonNode answer) {
        return switch (request) {
            case Request.Forced(Request inner) -> items(inner, answer);
            case Request.IfVersion change -> items(change.request(), answer);
            case Request.Post _, Request.Reverse _ -> List.of(posted(answer));
            case Request.Hold _ ->
                List.of(new Outcome.Held(answer.path("journalNumber").asLong(0), balances(answer)));
            case Request.PostHold _, Request.VoidHold _ ->
                List.of(new Outcome.Ended(
                        text(answer, "status"), answer.path("journalNumber").asLong(0), balances(answer)));
            case Request.ClosePeriod _ ->
                answer.path("closingEntries").has("postings")
                        ? List.of(posted(answer.path("closingEntries")))
                        : List.of();
            case Request.ChangeMetadata _ -> List.of(new Outcome.Noted(texts(answer.path("metadata"))));
            case Request.ChangeLimits _,
                    Request.Freeze _,
                    Request.Unfreeze _,
                    Request.CloseAccount _,
                    Request.ReopenAccount _,
                    Request.Rename _,
                    Request.ChangeAccountMetadata _ ->
                List.of(new Outcome.AccountChanged(answer.path("version").longValue()));
            case Request.OpenAccount _ -> List.of(new Outcome.Opened(text(answer, "path"), text(answer, "type")));
            case Request.Batch batch -> {
                List<Outcome.Item> items = new ArrayList<>();
                for (int place = 0; place < batch.items().size(); place++) {
                    items.add(item(batch.items().get(place).request(), answer.at("/results/" + place)));
                }
                assertThat(answer.path("results")).hasSameSizeAs(items);
                yield items;
            }
            default -> List.of();
        };
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new TreeMap<>();
        object.properties()
                .forEach(text -> texts.put(text.getKey(), text.getValue().stringValue()));
        return texts;
    }

    /** An item is answered with what a request for it alone is. */
    private static Outcome.Item item(Request request, JsonNode result) {
        assertThat(text(result, "type")).isEqualTo(RequestJson.typeOf(request));
        return switch (text(result, "status")) {
            case "skipped" ->
                new Outcome.Skipped(result.path("waitedFor")
                        .valueStream()
                        .map(JsonNode::intValue)
                        .toList());
            case "rejected" ->
                new Outcome.Rejected(
                        result.at("/problem/code").stringValue(),
                        result.at("/problem/violations")
                                .valueStream()
                                .map(each -> text(each, "pointer") + " " + text(each, "code"))
                                .toList());
            case String done -> {
                assertThat(done).isEqualTo(done(request));
                yield items(request, document(request, result)).getFirst();
            }
        };
    }

    private static String done(Request request) {
        return switch (request) {
            case Request.Post _, Request.PostHold _ -> "posted";
            case Request.Hold _ -> "pending";
            case Request.VoidHold _ -> "voided";
            case Request.Reverse _ -> "reversed";
            case Request.ChangeMetadata _ -> "changed";
            default -> "opened";
        };
    }

    private static JsonNode document(Request request, JsonNode result) {
        return result.path(
                switch (request) {
                    case Request.Post _, Request.Hold _, Request.Reverse _ -> "transaction";
                    case Request.PostHold _, Request.VoidHold _ -> "hold";
                    case Request.ChangeMetadata _ -> "metadata";
                    default -> "account";
                });
    }

    /** What is in the books from now on is to be read back. */
    private void remember(Request request, JsonNode answer) {
        switch (request) {
            case Request.Forced(Request inner) -> remember(inner, answer);
            case Request.Batch batch -> {
                for (int place = 0; place < batch.items().size(); place++) {
                    Request item = batch.items().get(place).request();
                    JsonNode document = document(item, answer.at("/results/" + place));
                    if (!document.isMissingNode()) {
                        remember(item, document);
                    }
                }
            }
            case Request.PostHold _, Request.VoidHold _ -> {
                String hold = placeOf(text(answer, "ledger"), text(answer, "id"));
                ends.put(hold, answer);
                posted.add(answered.get(hold));
            }
            case Request.ChangeMetadata _ ->
                posted.add(answered.get(placeOf(text(answer, "ledger"), text(answer, "transaction"))));
            case Request.Post _, Request.Hold _ -> rememberTransaction(answer);
            case Request.Reverse reverse -> {
                expectReversal(reverse, answer);
                rememberTransaction(answer);
            }
            default -> {
                // Accounts and ledgers are looked at as a whole.
            }
        }
    }

    private void rememberTransaction(JsonNode transaction) {
        posted.add(transaction);
        answered.putIfAbsent(placeOf(text(transaction, "ledger"), text(transaction, "id")), transaction);
    }

    /** The transaction that was taken back is looked at again. */
    private void expectReversal(Request.Reverse reverse, JsonNode answer) {
        assertThat(text(answer, "reverses")).isEqualTo(reverse.reversed());
        String original = placeOf(text(answer, "ledger"), reverse.reversed());
        List<String> reversing = reversedBy.computeIfAbsent(original, id -> new CopyOnWriteArrayList<>());
        if (!reversing.contains(text(answer, "id"))) {
            reversing.add(text(answer, "id"));
        }
        posted.add(answered.get(original));
    }

    private static Outcome.Posted posted(JsonNode transaction) {
        return new Outcome.Posted(transaction.path("journalNumber").asLong(0), balances(transaction));
    }

    private static List<Outcome.Balance> balances(JsonNode transaction) {
        return transaction
                .path("balances")
                .valueStream()
                .map(balance -> balance(balance, text(balance, "account"), text(balance, "type")))
                .toList();
    }

    private static Outcome.Balance balance(JsonNode balance, String account, String type) {
        return new Outcome.Balance(
                account,
                type,
                text(balance, "currency"),
                text(balance, "debits"),
                text(balance, "credits"),
                text(balance, "balance"),
                text(balance, "pendingDebits"),
                text(balance, "pendingCredits"),
                text(balance, "available"),
                balance.path("version").longValue());
    }

    private static String text(JsonNode object, String field) {
        return object.path(field).stringValue();
    }

    @Override
    public void expectSame(ReferenceBooks model) {
        long head = service.head();
        assertThat(head - positionBefore).isEqualTo(model.position());
        for (String name : changedLedgers) {
            ReferenceLedger ledger = model.ledgers().get(name);
            expectLedger(name, ledger, head);
            expectAccounts(name, ledger, head);
            expectTrialBalance(name, ledger, null, head);
            expectGeneralLedger(name, ledger, null, head);
            for (String day : DAYS) {
                expectTrialBalance(name, ledger, day, head);
                expectGeneralLedger(name, ledger, day, head);
            }
            // Any event of the ledger will do; which one depends on nothing but the steps so far.
            long knownAt = 1 + head * 31 % ledger.journalNumber();
            expectPastBalances(name, ledger, null, knownAt, head);
            expectPastBalances(name, ledger, DAYS[(int) (head % DAYS.length)], knownAt, head);
            ListsOverHttp lists = new ListsOverHttp(path -> read(path, head));
            ledger.someLists().forEach(list -> lists.expect(pathOf(name), list));
        }
        for (JsonNode transaction : posted) {
            String place = placeOf(text(transaction, "ledger"), text(transaction, "id"));
            assertThat(read(place, head)).isEqualTo(asItStands(transaction, place, model));
        }
        changedLedgers.clear();
        posted.clear();
    }

    private static String placeOf(String ledger, String transaction) {
        return "/v1/ledgers/%s/transactions/%s".formatted(ledger, transaction);
    }

    /** A transaction as it was answered, and as the model says that it was taken back and its metadata were changed since. */
    private JsonNode asItStands(JsonNode transaction, String place, ReferenceBooks model) {
        String slug = text(transaction, "ledger");
        ReferenceLedger ledger = model.ledgers().get(slug.substring(0, slug.length() - suffix.length()));
        ObjectNode standing = (ObjectNode) transaction.deepCopy();
        if (ends.containsKey(place)) {
            end(standing, ends.get(place));
        }
        List<String> reversing = reversedBy.getOrDefault(place, List.of());
        if (!reversing.isEmpty()) {
            standing.put("status", ledger.status(text(transaction, "id")));
            ArrayNode ids = standing.putArray("reversedBy");
            reversing.forEach(ids::add);
        }
        ledger.metadata(text(transaction, "id")).ifPresent(metadata -> {
            ObjectNode pairs = standing.putObject("metadata");
            metadata.forEach(pairs::put);
        });
        return standing;
    }

    private static void end(ObjectNode hold, JsonNode end) {
        String how = text(end, "status");
        hold.put("status", how).put(how + "At", text(end, "recordedAt"));
        hold.set("balances", end.path("balances"));
        if (how.equals("posted")) {
            for (String mark : List.of("forced", "adjustment")) {
                if (end.has(mark)) {
                    hold.put(mark, true);
                }
            }
            hold.set("held", hold.path("postings"));
            hold.set("postings", end.path("postings"));
            hold.set("effectiveAt", end.path("effectiveAt"));
            hold.set("effectiveDate", end.path("effectiveDate"));
        }
    }

    private void expectLedger(String name, ReferenceLedger ledger, long position) {
        JsonNode shown = read(pathOf(name), position);
        assertThat(shown.path("closedThrough").asString("")).isEqualTo(ledger.closedThrough());
        assertThat(shown.path("version").longValue()).isEqualTo(ledger.version());
        assertThat(shown.path("currencies").size()).isEqualTo(ledger.currencyCount());
    }

    private void expectAccounts(String name, ReferenceLedger ledger, long position) {
        Map<String, String> types = new TreeMap<>();
        List<Outcome.Balance> balances = new ArrayList<>();
        for (JsonNode account :
                read(pathOf(name) + "/accounts?limit=1000", position).path("data")) {
            String path = text(account, "path");
            types.put(path, text(account, "type"));
            assertThat(words(account)).isEqualTo(ledger.words(path));
            account.path("balances").forEach(each -> balances.add(balance(each, path, text(account, "type"))));
            assertThat(read(pathOf(name) + "/accounts/" + path, position)).isEqualTo(account);
        }
        assertThat(types).isEqualTo(ledger.accounts());
        assertThat(balances).isEqualTo(ledger.balances(null));
    }

    private static String words(JsonNode account) {
        return "%s %s %s %s %s %s v%d"
                .formatted(
                        text(account, "status"),
                        account.path("frozen").asString(null),
                        account.path("name").asString(null),
                        account.path("currencies")
                                .valueStream()
                                .map(JsonNode::stringValue)
                                .toList(),
                        account.path("limits")
                                .valueStream()
                                .map(ServiceOverHttp::limit)
                                .toList(),
                        texts(account.path("metadata")),
                        account.path("version").longValue());
    }

    private static String limit(JsonNode limit) {
        return "%s %s %s"
                .formatted(
                        text(limit, "currency"),
                        limit.path("minimumBalance").asString(null),
                        limit.path("maximumBalance").asString(null));
    }

    private void expectTrialBalance(String name, ReferenceLedger ledger, @Nullable String asOf, long position) {
        JsonNode report = read(pathOf(name) + "/trial-balance" + (asOf == null ? "" : "?asOf=" + asOf), position);
        List<String> lines = report.path("data")
                .valueStream()
                .map(line -> String.join(
                        " ",
                        text(line, "account"),
                        text(line, "type"),
                        text(line, "currency"),
                        text(line, "debit"),
                        text(line, "credit")))
                .toList();

        assertThat(lines)
                .isEqualTo(ledger.balances(asOf).stream()
                        .filter(ServiceOverHttp::isPostedTo)
                        .map(ServiceOverHttp::line)
                        .toList());
    }

    /** Without a first day it opens with zero everywhere, and closes with what the model has. */
    private void expectGeneralLedger(String name, ReferenceLedger ledger, @Nullable String asOf, long position) {
        Set<String> accounts = new LinkedHashSet<>();
        String path = pathOf(name) + "/general-ledger?limit=1000" + (asOf == null ? "" : "&to=" + asOf);
        String cursor = "";
        do {
            JsonNode page = read(path + cursor, position);
            page.path("data")
                    .forEach(account -> accounts.add(String.join(
                            " ",
                            text(account, "account"),
                            text(account, "type"),
                            text(account, "currency"),
                            text(account, "debits"),
                            text(account, "credits"),
                            text(account, "closing"))));
            cursor = page.path("next").isNull()
                    ? null
                    : "&cursor=" + page.path("next").stringValue();
        } while (cursor != null);

        assertThat(accounts)
                .containsExactlyElementsOf(ledger.balances(asOf).stream()
                        .filter(ServiceOverHttp::isPostedTo)
                        .map(balance -> String.join(
                                " ",
                                balance.account(),
                                balance.type(),
                                balance.currency(),
                                balance.debits(),
                                balance.credits(),
                                balance.balance()))
                        .toList());
    }

    private void expectPastBalances(
            String name, ReferenceLedger ledger, @Nullable String asOf, long knownAt, long position) {
        String clocks = "knownAt=" + knownAt + (asOf == null ? "" : "&asOf=" + asOf);
        List<String> balances = new ArrayList<>();
        JsonNode accounts =
                read(pathOf(name) + "/accounts?limit=1000&" + clocks, position).path("data");
        accounts.forEach(account -> account.path("balances")
                .forEach(each -> balances.add(String.join(
                        " ",
                        text(account, "path"),
                        text(account, "type"),
                        text(each, "currency"),
                        text(each, "debits"),
                        text(each, "credits")))));
        if (!accounts.isEmpty()) {
            // By itself an account is looked at as well, each one at some step.
            JsonNode account = accounts.get((int) (position % accounts.size()));
            assertThat(read(pathOf(name) + "/accounts/" + text(account, "path") + "?" + clocks, position))
                    .isEqualTo(account);
        }
        assertThat(balances).as(clocks).isEqualTo(ledger.pastBalances(asOf, knownAt));
        assertThat(read(pathOf(name) + "/trial-balance?" + clocks, position)
                        .path("data")
                        .size())
                .isEqualTo(balances.size());
    }

    /** An account of which only something is in reserve has no line of its own. */
    private static boolean isPostedTo(Outcome.Balance balance) {
        return new BigDecimal(balance.debits()).signum() > 0 || new BigDecimal(balance.credits()).signum() > 0;
    }

    private static String line(Outcome.Balance balance) {
        BigDecimal net = new BigDecimal(balance.debits()).subtract(new BigDecimal(balance.credits()));
        BigDecimal zero = BigDecimal.ZERO.setScale(net.scale());
        return String.join(
                " ",
                balance.account(),
                balance.type(),
                balance.currency(),
                net.max(zero).toPlainString(),
                net.negate().max(zero).toPlainString());
    }

    private JsonNode read(String path, long position) {
        return service.send(service.request(path)
                        .header("Ledger-Position", Long.toString(position))
                        .GET())
                .expect(200)
                .json();
    }

    @Override
    public boolean isService() {
        return true;
    }
}
