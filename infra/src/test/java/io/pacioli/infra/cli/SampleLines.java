package io.pacioli.infra.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The sample book as its files say it, added up with nothing of the ledger's own. */
final class SampleLines {
    private static final JsonMapper MAPPER = new JsonMapper();

    /** An account's holding in one currency. */
    record Holding(String account, String currency) {
        static Holding of(JsonNode posting) {
            return new Holding(
                    posting.path("account").asString(""),
                    posting.path("currency").asString(""));
        }

        @Override
        public String toString() {
            return account + " " + currency;
        }
    }

    List<JsonNode> accounts() {
        return lines("accounts.jsonl");
    }

    List<JsonNode> currencies() {
        return lines("currencies.jsonl");
    }

    List<JsonNode> transactions() {
        return lines("transactions.jsonl");
    }

    /** A posting's amount, above zero where it is a debit. */
    static BigDecimal signed(JsonNode posting) {
        BigDecimal amount = new BigDecimal(posting.path("amount").asString(""));
        return posting.path("direction").asString("").equals("debit") ? amount : amount.negate();
    }

    /** A line for each holding: {@code assets:cash EUR debit 697.80}, without side and amount where it is even. */
    List<String> trialBalance() {
        Map<String, BigDecimal> balances = new TreeMap<>();
        transactions()
                .forEach(transaction -> transaction
                        .path("postings")
                        .forEach(posting ->
                                balances.merge(Holding.of(posting).toString(), signed(posting), BigDecimal::add)));
        return balances.entrySet().stream()
                .map(balance -> balance.getKey()
                        + switch (balance.getValue().signum()) {
                            case 1 -> " debit " + balance.getValue();
                            case -1 -> " credit " + balance.getValue().negate();
                            default -> "";
                        })
                .toList();
    }

    private static List<JsonNode> lines(String file) {
        try (var reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(SampleLines.class.getResourceAsStream("/demo/" + file)),
                StandardCharsets.UTF_8))) {
            return reader.lines().map(MAPPER::readTree).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
