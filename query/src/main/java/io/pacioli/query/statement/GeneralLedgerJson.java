package io.pacioli.query.statement;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.money.Money;
import io.pacioli.query.entry.PostedLines;
import io.pacioli.query.report.Period;
import io.pacioli.query.request.KnownAt;
import io.pacioli.query.request.Page;
import java.math.BigInteger;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** General ledgers as answers show them. */
final class GeneralLedgerJson {

    private GeneralLedgerJson() {}

    /** @param totals on the first page only */
    static void writeHead(
            JsonGenerator json,
            LedgerId ledger,
            Period period,
            KnownAt knownAt,
            @Nullable SortedMap<Currency, BigInteger> totals) {
        json.writeStringProperty("ledger", ledger.slug());
        StatementJson.write(json, period, knownAt);
        if (totals != null) {
            json.writeArrayPropertyStart("totals");
            totals.forEach((currency, total) -> {
                String decimal = Money.toDecimal(total, currency);
                json.writeStartObject();
                json.writeStringProperty("currency", currency.code().value());
                json.writeStringProperty("debits", decimal);
                json.writeStringProperty("credits", decimal);
                json.writeEndObject();
            });
            json.writeEndArray();
        }
    }

    /** Accounts and their currencies, each with its entries on this page. */
    static void write(JsonGenerator json, Page<LedgerLine> page, Lateness lateness, PostedLines posted) {
        json.writeArrayPropertyStart("data");
        Movement open = null;
        for (LedgerLine line : page.items()) {
            Movement movement = line.movement();
            if (open == null || !open.section().equals(movement.section())) {
                end(json, open);
                begin(json, movement);
                open = movement;
            }
            if (line.line() != null) {
                StatementJson.write(json, line.line(), lateness, posted);
            }
        }
        end(json, open);
        json.writeEndArray();
        if (page.next() == null) {
            json.writeNullProperty("next");
        } else {
            json.writeStringProperty("next", page.next());
        }
    }

    private static void begin(JsonGenerator json, Movement movement) {
        json.writeStartObject();
        json.writeStringProperty("account", movement.account().path().value());
        json.writeStringProperty("type", movement.account().type().word());
        json.writeStringProperty("currency", movement.currency().code().value());
        StatementJson.writeAmounts(json, movement);
        json.writeArrayPropertyStart("entries");
    }

    private static void end(JsonGenerator json, @Nullable Movement open) {
        if (open != null) {
            json.writeEndArray();
            json.writeEndObject();
        }
    }
}
