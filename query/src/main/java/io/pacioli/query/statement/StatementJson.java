package io.pacioli.query.statement;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.money.Money;
import io.pacioli.query.entry.EntryJson;
import io.pacioli.query.entry.PostedLines;
import io.pacioli.query.report.Period;
import io.pacioli.query.request.KnownAt;
import java.math.BigInteger;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Account statements as answers show them. */
final class StatementJson {

    private StatementJson() {}

    /** What stands on every page before the lines. */
    static void writeHead(
            JsonGenerator json, LedgerId ledger, Period period, KnownAt knownAt, AccountStatement statement) {
        json.writeStringProperty("ledger", ledger.slug());
        json.writeStringProperty("account", statement.account().path().value());
        json.writeStringProperty("type", statement.account().type().word());
        write(json, period, knownAt);
        json.writeArrayPropertyStart("totals");
        for (Movement movement : statement.movements()) {
            json.writeStartObject();
            json.writeStringProperty("currency", movement.currency().code().value());
            writeAmounts(json, movement);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static void write(JsonGenerator json, Period period, KnownAt knownAt) {
        write(json, "from", period.from());
        write(json, "to", period.to());
        json.writeStringProperty("knownAt", knownAt.toString());
    }

    static void writeAmounts(JsonGenerator json, Movement movement) {
        amount(json, "opening", movement, movement.opening());
        amount(json, "debits", movement, movement.debits());
        amount(json, "credits", movement, movement.credits());
        amount(json, "closing", movement, movement.closing());
    }

    static void write(JsonGenerator json, Line line, Lateness lateness, PostedLines posted) {
        json.writeStartObject();
        EntryJson.writePosting(json, line.entry(), posted);
        amount(json, "balance", line.movement(), line.balance());
        if (lateness.isLate(posted.at(line.entry()))) {
            json.writeBooleanProperty("late", true);
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String name, @Nullable LocalDate day) {
        if (day != null) {
            json.writeStringProperty(name, day.toString());
        }
    }

    private static void amount(JsonGenerator json, String name, Movement movement, BigInteger amount) {
        json.writeStringProperty(name, Money.toDecimal(amount, movement.currency()));
    }
}
