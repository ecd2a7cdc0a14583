package io.pacioli.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.infra.cli.SampleLines.Holding;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The sample book makes sense by itself, as a business's books have to. */
class SampleBookTest {
    /** A contra account: it takes away from the equipment's value. */
    private static final String DEPRECIATION = "assets:equipment:depreciation";

    private final SampleLines book = new SampleLines();

    @Test
    void every_transaction_balances_in_every_currency() {
        for (JsonNode transaction : book.transactions()) {
            Map<String, BigDecimal> sums = new HashMap<>();
            transaction.path("postings").forEach(posting -> {
                assertThat(posting.path("amount").asString("")).matches("\\d+\\.\\d\\d");
                sums.merge(posting.path("currency").asString(""), SampleLines.signed(posting), BigDecimal::add);
            });
            assertThat(sums.values()).as(transaction.toString()).allMatch(sum -> sum.signum() == 0);
        }
    }

    @Test
    void each_account_and_currency_is_declared_once_and_used() {
        Set<String> accounts = new HashSet<>();
        Set<String> currencies = new HashSet<>();
        book.transactions()
                .forEach(transaction -> transaction.path("postings").forEach(posting -> {
                    accounts.add(posting.path("account").asString(""));
                    currencies.add(posting.path("currency").asString(""));
                }));

        assertThat(strings(book.accounts(), "path"))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(accounts);
        assertThat(strings(book.currencies(), "code"))
                .containsExactlyInAnyOrderElementsOf(currencies)
                .hasSize(2);
    }

    @Test
    void references_are_unique_and_transactions_are_in_the_order_of_their_days() {
        assertThat(strings(book.transactions(), "reference"))
                .doesNotHaveDuplicates()
                .doesNotContain("");
        assertThat(strings(book.transactions(), "effectiveAt").stream().map(at -> at.substring(0, 10)))
                .isSorted()
                .startsWith("2026-01-02")
                .endsWith("2026-06-30");
    }

    @Test
    void nobody_spends_what_is_not_there_and_nobody_is_owed_by_a_creditor() {
        Map<Holding, BigDecimal> balances = new HashMap<>();
        for (JsonNode transaction : book.transactions()) {
            transaction
                    .path("postings")
                    .forEach(posting ->
                            balances.merge(Holding.of(posting), SampleLines.signed(posting), BigDecimal::add));
            assertThat(balances).as(transaction.path("reference").asString("")).allSatisfy((holding, balance) -> {
                if (holding.account().startsWith("assets:")
                        && !holding.account().equals(DEPRECIATION)) {
                    assertThat(balance).isNotNegative();
                }
                if (holding.account().startsWith("liabilities:payables:")
                        || holding.account().equals("liabilities:loan")) {
                    assertThat(balance).isNotPositive();
                }
            });
        }
    }

    private static List<String> strings(List<JsonNode> lines, String field) {
        List<String> strings = new ArrayList<>();
        lines.forEach(line -> strings.add(line.path(field).asString("")));
        return strings;
    }
}
