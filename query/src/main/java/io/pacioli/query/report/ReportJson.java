package io.pacioli.query.report;

import io.pacioli.domain.money.Currency;
import io.pacioli.domain.money.Money;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Balance sheets and income statements as answers show them: lines and totals, with a second column where one is compared with. */
final class ReportJson {

    private ReportJson() {}

    static void write(JsonGenerator json, BalanceSheet sheet, @Nullable BalanceSheet compared) {
        writeLines(json, sheet.lines(), compared == null ? null : compared.lines());
        writeTotals(
                json,
                sheet.totals(),
                compared == null ? null : compared.totals(),
                BalanceSheet.Totals.ZERO,
                (currency, totals) -> {
                    amount(json, "assets", currency, totals.assets());
                    amount(json, "liabilities", currency, totals.liabilities());
                    amount(json, "equity", currency, totals.equity());
                    amount(json, "result", currency, totals.result());
                });
    }

    static void write(JsonGenerator json, IncomeStatement statement, @Nullable IncomeStatement compared) {
        writeLines(json, statement.lines(), compared == null ? null : compared.lines());
        writeTotals(
                json,
                statement.totals(),
                compared == null ? null : compared.totals(),
                IncomeStatement.Totals.ZERO,
                (currency, totals) -> {
                    amount(json, "income", currency, totals.income());
                    amount(json, "expenses", currency, totals.expenses());
                    amount(json, "result", currency, totals.result());
                });
    }

    private static void writeLines(
            JsonGenerator json,
            SortedMap<NetAmounts.Line, BigInteger> lines,
            @Nullable SortedMap<NetAmounts.Line, BigInteger> compared) {
        SortedSet<NetAmounts.Line> all = new TreeSet<>(lines.keySet());
        if (compared != null) {
            all.addAll(compared.keySet());
        }
        json.writeArrayPropertyStart("data");
        for (NetAmounts.Line line : all) {
            json.writeStartObject();
            json.writeStringProperty("account", line.path().value());
            json.writeStringProperty("type", line.type().word());
            json.writeStringProperty("currency", line.currency().code().value());
            amount(json, "amount", line.currency(), lines.getOrDefault(line, BigInteger.ZERO));
            if (compared != null) {
                amount(json, "compared", line.currency(), compared.getOrDefault(line, BigInteger.ZERO));
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static <T> void writeTotals(
            JsonGenerator json,
            SortedMap<Currency, T> totals,
            @Nullable SortedMap<Currency, T> compared,
            T none,
            BiConsumer<Currency, T> amounts) {
        SortedSet<Currency> all = new TreeSet<>(Comparator.comparing(Currency::code));
        all.addAll(totals.keySet());
        if (compared != null) {
            all.addAll(compared.keySet());
        }
        json.writeArrayPropertyStart("totals");
        for (Currency currency : all) {
            json.writeStartObject();
            json.writeStringProperty("currency", currency.code().value());
            amounts.accept(currency, totals.getOrDefault(currency, none));
            if (compared != null) {
                json.writeObjectPropertyStart("compared");
                amounts.accept(currency, compared.getOrDefault(currency, none));
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void amount(JsonGenerator json, String name, Currency currency, BigInteger amount) {
        json.writeStringProperty(name, Money.toDecimal(amount, currency));
    }
}
