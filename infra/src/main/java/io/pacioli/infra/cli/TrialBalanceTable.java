package io.pacioli.infra.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A ledger's trial balance in columns, as the service answers it: a line an account and currency, then the totals. */
final class TrialBalanceTable {
    private record Line(String account, String currency, String debit, String credit) {}

    private static final Line HEADING = new Line("account", "", "debit", "credit");

    private final List<Line> lines = new ArrayList<>();
    private final List<Line> totals = new ArrayList<>();

    TrialBalanceTable(JsonNode trialBalance) {
        trialBalance
                .path("data")
                .forEach(line -> lines.add(line(line.path("account").asString(""), line)));
        trialBalance.path("totals").forEach(total -> totals.add(line("", total)));
    }

    private static Line line(String account, JsonNode amounts) {
        return new Line(
                account,
                amounts.path("currency").asString(""),
                unlessZero(amounts.path("debit").asString("")),
                unlessZero(amounts.path("credit").asString("")));
    }

    private static String unlessZero(String amount) {
        return amount.chars().allMatch(c -> c == '0' || c == '.') ? "" : amount;
    }

    void print(PrintWriter out) {
        int account = all().mapToInt(line -> line.account().length()).max().orElse(0);
        int currency = all().mapToInt(line -> line.currency().length()).max().orElse(0);
        int amount = all().mapToInt(
                        line -> Math.max(line.debit().length(), line.credit().length()))
                .max()
                .orElse(0);
        String row = "%%-%ds  %%-%ds  %%%ds  %%%ds".formatted(account, Math.max(currency, 1), amount, amount);
        print(out, row, HEADING);
        lines.forEach(line -> print(out, row, line));
        String rule = "-".repeat(amount);
        print(out, row, new Line("", "", rule, rule));
        totals.forEach(line -> print(out, row, line));
    }

    private Stream<Line> all() {
        return Stream.of(Stream.of(HEADING), lines.stream(), totals.stream()).flatMap(part -> part);
    }

    private static void print(PrintWriter out, String row, Line line) {
        out.println(row.formatted(line.account(), line.currency(), line.debit(), line.credit())
                .stripTrailing());
    }
}
