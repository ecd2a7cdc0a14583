package io.pacioli.infra.cli.importing;

import static java.util.stream.Collectors.joining;

import io.pacioli.infra.cli.service.Answer;
import io.pacioli.infra.cli.service.Problems;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Posts transactions in the order of the file, in batches that end at their first rejected item.
 *
 * <p>What an earlier run has posted is found again in one of two ways. The same batch has the same idempotency key, and the
 * service answers as it did then. Where batches are cut differently now, because of another size or of a corrected line, the
 * service rejects a transaction whose id it has: the id follows from what the transaction says, so it is this very one. Then
 * everything up to the last one that is there is sent in a batch that does not end at a rejection, and everything after it in one
 * that does. So each batch costs a handful of requests, however it overlaps with what is there.
 */
final class TransactionBatches {

    private static final String TRANSACTION_EXISTS = "TRANSACTION_EXISTS";
    private static final String BATCH_REJECTED = "BATCH_REJECTED";
    private static final int STATUS_NOT_FOUND = 404;
    private static final Pattern ITEM = Pattern.compile("/items/(\\d+).*");

    private final Api api;
    private final ImportKeys keys;
    private final String ledgerPath;
    private final Tally tally;
    private boolean lastWasThere;

    TransactionBatches(Api api, ImportKeys keys, String ledgerPath, Tally tally) {
        this.api = api;
        this.keys = keys;
        this.ledgerPath = ledgerPath;
        this.tally = tally;
    }

    /** @throws ImportFailed at the first transaction that cannot be posted; all before it have been */
    void post(List<TransactionItem> batch) {
        List<TransactionItem> rest = batch;
        if (lastWasThere) {
            rest = postOver(rest);
        }
        while (!rest.isEmpty()) {
            rest = postInOrder(rest);
        }
    }

    /** Posts up to the first rejected item, and returns what is left to post. */
    private List<TransactionItem> postInOrder(List<TransactionItem> items) {
        Answer answer = send(items, false);
        if (answer.isProblem(BATCH_REJECTED)) {
            return afterRejected(items, 0, answer.json().path("violations").path(0));
        }
        requireOk(answer, items);
        JsonNode results = answer.json().path("results");
        int posted = 0;
        while (posted < items.size() && isPosted(results.path(posted))) {
            posted++;
        }
        tally.count(posted, answer.replayed());
        if (posted == items.size()) {
            return List.of();
        }
        // A replay tells of the ledger as it was then: what was rejected may be in order now.
        return answer.replayed() && posted > 0
                ? items.subList(posted, items.size())
                : afterRejected(items, posted, results.path(posted).path("problem"));
    }

    private List<TransactionItem> afterRejected(List<TransactionItem> items, int rejected, JsonNode problem) {
        TransactionItem item = items.get(rejected);
        if (!problem.path("code").asString("").equals(TRANSACTION_EXISTS)) {
            throw failed(item, problem);
        }
        tally.count(1, true);
        return postOver(items.subList(rejected + 1, items.size()));
    }

    /** Posts what lies before the last item that is there already, and returns what comes after it. */
    private List<TransactionItem> postOver(List<TransactionItem> items) {
        int there = countThere(items);
        lastWasThere = !items.isEmpty() && there == items.size();
        if (there > 0) {
            postThose(items.subList(0, there));
        }
        return items.subList(there, items.size());
    }

    /** How many items lead up to one that is there while the next is not; they were posted in this order once. */
    private int countThere(List<TransactionItem> items) {
        int there = 0;
        int notThere = items.size() + 1;
        int probe = items.size();
        while (notThere - there > 1) {
            if (isThere(items.get(probe - 1))) {
                there = probe;
            } else {
                notThere = probe;
            }
            probe = there + (notThere - there) / 2;
        }
        return there;
    }

    private boolean isThere(TransactionItem item) {
        Answer answer = api.get(ledgerPath + "/transactions/" + item.id());
        if (!answer.isOk() && answer.status() != STATUS_NOT_FOUND) {
            throw item.line().failed(answer.code(), answer.detail());
        }
        return answer.isOk();
    }

    /** Sends items that should all be there; one that is missing is posted, one that is bad is told. */
    private void postThose(List<TransactionItem> items) {
        Answer answer = send(items, true);
        if (answer.isProblem(BATCH_REJECTED)) {
            for (JsonNode violation : answer.json().path("violations")) {
                requireThere(items.get(place(violation)), violation);
            }
            tally.count(items.size(), true);
            return;
        }
        requireOk(answer, items);
        JsonNode results = answer.json().path("results");
        for (int i = 0; i < items.size(); i++) {
            boolean posted = isPosted(results.path(i));
            if (!posted) {
                requireThere(items.get(i), results.path(i).path("problem"));
            }
            tally.count(1, !posted || answer.replayed());
        }
    }

    private static void requireThere(TransactionItem item, JsonNode problem) {
        if (!problem.path("code").asString("").equals(TRANSACTION_EXISTS)) {
            throw failed(item, problem);
        }
    }

    /** A request that was refused as a whole names the items that are wrong; those before the first are posted all the same. */
    private void requireOk(Answer answer, List<TransactionItem> items) {
        if (answer.isOk()) {
            return;
        }
        int first = items.size();
        for (JsonNode violation : answer.json().path("violations")) {
            first = Math.min(first, place(violation));
        }
        if (first == items.size()) {
            throw items.getFirst().line().failed(answer.code(), answer.detail());
        }
        if (first > 0) {
            post(items.subList(0, first));
        }
        Answer alone = send(items.subList(first, first + 1), false);
        throw items.get(first).line().failed(alone.code(), alone.detail().replace("/items/0", ""));
    }

    private static int place(JsonNode violation) {
        Matcher pointer = ITEM.matcher(violation.path("pointer").asString(""));
        return pointer.matches() ? Integer.parseInt(pointer.group(1)) : Integer.MAX_VALUE;
    }

    private static boolean isPosted(JsonNode result) {
        return result.path("status").asString("").equals("posted");
    }

    private static ImportFailed failed(TransactionItem item, JsonNode problem) {
        return item.line()
                .failed(problem.path("code").asString("UNKNOWN"), Problems.describe(problem, "It was rejected."));
    }

    private Answer send(List<TransactionItem> items, boolean continueOnFailure) {
        String body = items.stream()
                .map(TransactionItem::json)
                .collect(joining(
                        ",",
                        "{\"atomic\":false,\"continueOnFailure\":%b,\"items\":[".formatted(continueOnFailure),
                        "]}"));
        return api.post(ledgerPath + "/batches", keys.requestKey("transactions.jsonl", body), body);
    }
}
