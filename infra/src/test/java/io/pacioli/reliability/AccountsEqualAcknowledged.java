package io.pacioli.reliability;

import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a node says of each account is the sum of what the clients remember to have been acknowledged, and of nothing else. */
final class AccountsEqualAcknowledged {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Memory memory;
    private final Differences differences;
    private final Map<String, Totals> expected = new TreeMap<>();
    private long position;

    AccountsEqualAcknowledged(Memory memory, Differences differences) {
        this.memory = memory;
        this.differences = differences;
    }

    private record Totals(BigDecimal debits, BigDecimal credits) {
        Totals and(Totals other) {
            return new Totals(debits.add(other.debits), credits.add(other.credits));
        }

        boolean isShownBy(JsonNode balance) {
            return new BigDecimal(balance.path("debits").asString("-1")).compareTo(debits) == 0
                    && new BigDecimal(balance.path("credits").asString("-1")).compareTo(credits) == 0;
        }
    }

    void check(Node node) {
        memory.clients().forEach(this::add);
        Client asking = memory.clients().getLast();
        expected.forEach((account, totals) -> {
            HttpResponse<byte[]> shown = asking.answered(node, account, position);
            JsonNode found = JSON.readTree(shown.body()).path("balances").path(0);
            if (!totals.isShownBy(found)) {
                differences.add(
                        Promise.ACCOUNTS_EQUAL_ENTRIES,
                        "%s says of %s %s instead of %s".formatted(node, account, found, totals));
            }
        });
    }

    private void add(Client client) {
        KeyRecord record = client.record();
        for (int number = 0; number < record.sent(); number++) {
            if (record.isAcknowledged(number)) {
                position = Math.max(position, record.position(number));
                client.request(number).movements().forEach(this::add);
            }
        }
    }

    private void add(Movement movement) {
        String accounts = "/v1/ledgers/%s/accounts/".formatted(movement.ledger());
        expected.merge(accounts + movement.debited(), new Totals(movement.amount(), BigDecimal.ZERO), Totals::and);
        expected.merge(accounts + movement.credited(), new Totals(BigDecimal.ZERO, movement.amount()), Totals::and);
    }
}
