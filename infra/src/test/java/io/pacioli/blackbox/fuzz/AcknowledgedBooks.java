package io.pacioli.blackbox.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** What the service has acknowledged, and nothing else, is in its books. */
final class AcknowledgedBooks {

    private static final Set<String> STORED = Set.of("transaction-posted", "transaction-held", "hold-posted");

    private final Set<String> transactions = new TreeSet<>();
    private final Map<String, TreeMap<String, String>> balancesByLedger = new TreeMap<>();
    private long position;

    /** Takes an answer with which a write was accepted for the first time. */
    void acknowledge(long lastPosition, JsonNode answer) {
        position = lastPosition;
        if (answer.has("balances") && answer.has("recordedAt")) {
            acknowledge(answer);
        }
        acknowledgeEntries(answer, answer.path("closingEntries"));
        answer.path("reversals").forEach(reversal -> acknowledgeEntries(answer, reversal));
        answer.path("results").forEach(result -> {
            for (String document : List.of("transaction", "hold")) {
                if (result.has(document)) {
                    acknowledge(result.path(document));
                }
            }
        });
    }

    /** What a closing or a reopening has posted beside it. */
    private void acknowledgeEntries(JsonNode answer, JsonNode entries) {
        if (entries.has("balances")) {
            String ledger = text(answer, "ledger");
            transactions.add(ledger + " " + text(entries, "transaction"));
            stand(ledger, entries);
        }
    }

    private void acknowledge(JsonNode transaction) {
        String ledger = text(transaction, "ledger");
        if (!text(transaction, "status").equals("voided")) {
            // A hold comes into the journal once when it is placed, and once more when it is posted.
            transactions.add(ledger + " " + text(transaction, "id"));
        }
        stand(ledger, transaction);
    }

    private void stand(String ledger, JsonNode transaction) {
        Map<String, String> balances = balancesByLedger.computeIfAbsent(ledger, _ -> new TreeMap<>());
        for (JsonNode balance : transaction.path("balances")) {
            BigDecimal net = new BigDecimal(text(balance, "debits")).subtract(new BigDecimal(text(balance, "credits")));
            if (net.signum() == 0 && isUntouched(balance)) {
                continue;
            }
            balances.put(text(balance, "account") + " " + text(balance, "currency"), net.toPlainString());
        }
    }

    /** An account of which only something is in reserve has no line in the trial balance. */
    private static boolean isUntouched(JsonNode balance) {
        return new BigDecimal(text(balance, "debits")).signum() == 0
                && new BigDecimal(text(balance, "credits")).signum() == 0;
    }

    /** The position of the last event that anybody was told of. */
    long position() {
        return position;
    }

    int size() {
        return transactions.size();
    }

    /** @param read answers a path with what is there at the position of the last acknowledged event */
    void expectIn(Function<String, JsonNode> read) {
        Set<String> stored = new TreeSet<>();
        long events = 0;
        for (String ledger : pages("/v1/ledgers?limit=1000", read).stream()
                .map(each -> text(each, "id"))
                .toList()) {
            List<JsonNode> journal = pages("/v1/ledgers/%s/events?limit=1000".formatted(ledger), read);
            events += journal.size();
            journal.stream()
                    .filter(event -> STORED.contains(text(event, "type")))
                    .forEach(event -> stored.add(
                            ledger + " " + event.at("/payload/transaction").stringValue()));
            Map<String, String> lines = new TreeMap<>();
            for (JsonNode line :
                    read.apply("/v1/ledgers/%s/trial-balance".formatted(ledger)).path("data")) {
                BigDecimal net = new BigDecimal(text(line, "debit")).subtract(new BigDecimal(text(line, "credit")));
                lines.put(text(line, "account") + " " + text(line, "currency"), net.toPlainString());
            }
            assertThat(lines).as(ledger).isEqualTo(balancesByLedger.getOrDefault(ledger, new TreeMap<>()));
        }
        assertThat(stored).isEqualTo(transactions);
        assertThat(events).isEqualTo(position);
    }

    private static List<JsonNode> pages(String path, Function<String, JsonNode> read) {
        List<JsonNode> all = new ArrayList<>();
        JsonNode page = read.apply(path);
        page.path("data").forEach(all::add);
        while (!page.path("next").isNull()) {
            page = read.apply(path + "&cursor=" + text(page, "next"));
            page.path("data").forEach(all::add);
        }
        return all;
    }

    private static String text(JsonNode object, String field) {
        return object.path(field).stringValue();
    }
}
