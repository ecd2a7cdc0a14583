package io.pacioli.command.transaction;

import io.pacioli.command.dispatch.AnsweredEvent;
import io.pacioli.command.form.MetadataField;
import io.pacioli.domain.account.BalanceAfter;
import io.pacioli.domain.transaction.Exchange;
import io.pacioli.domain.transaction.Posting;
import io.pacioli.domain.transaction.TransactionPosted;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** A transaction as answers show it: all of it from its event, so that a replay shows the same. */
public final class TransactionJson {

    private TransactionJson() {}

    public static void write(JsonGenerator json, AnsweredEvent answered, TransactionPosted event) {
        String recordedAt = answered.recordedAt().toString();
        // Mostly the same moment, whose text takes a seventh of the time that the JSON takes.
        String effectiveAt = event.effectiveAt().equals(answered.recordedAt())
                ? recordedAt
                : event.effectiveAt().toString();
        json.writeStartObject();
        json.writeStringProperty("id", event.transaction().toString());
        json.writeStringProperty("ledger", event.ledger().slug());
        if (answered.place() != null) {
            json.writeNumberProperty("journalNumber", answered.place().journalNumber());
            json.writeNumberProperty("position", answered.place().position());
        }
        json.writeStringProperty("status", "posted");
        if (event.reversal() != null) {
            json.writeStringProperty("reverses", event.reversal().of().toString());
        }
        if (event.exchange() != null) {
            write(json, event.exchange());
        }
        if (event.reference() != null) {
            json.writeStringProperty("reference", event.reference().value());
        }
        if (event.description() != null) {
            json.writeStringProperty("description", event.description().value());
        }
        json.writeStringProperty("effectiveAt", effectiveAt);
        json.writeStringProperty("effectiveDate", event.effectiveDate().toString());
        json.writeStringProperty("recordedAt", recordedAt);
        json.writeArrayPropertyStart("postings");
        event.postings().lines().forEach(posting -> write(json, posting));
        json.writeEndArray();
        json.writeArrayPropertyStart("balances");
        for (List<BalanceAfter> balances : event.balances().byAccount().values()) {
            balances.forEach(balance -> write(json, balance));
        }
        json.writeEndArray();
        MetadataField.write(json, event.metadata());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Exchange exchange) {
        json.writeObjectPropertyStart("exchange");
        json.writeStringProperty("from", exchange.from().value());
        json.writeStringProperty("to", exchange.to().value());
        json.writeStringProperty("rate", exchange.rate().toString());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Posting posting) {
        json.writeStartObject();
        json.writeStringProperty("account", posting.account().value());
        json.writeStringProperty("direction", posting.direction().word());
        json.writeStringProperty("amount", posting.money().toDecimal());
        json.writeStringProperty("currency", posting.money().currency().code().value());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, BalanceAfter balance) {
        json.writeStartObject();
        json.writeStringProperty("account", balance.account().value());
        json.writeStringProperty("type", balance.type().word());
        json.writeStringProperty("currency", balance.currency().code().value());
        json.writeStringProperty("debits", balance.debitsDecimal());
        json.writeStringProperty("credits", balance.creditsDecimal());
        json.writeStringProperty("balance", balance.balanceDecimal());
        json.writeStringProperty("pendingDebits", balance.pendingDebitsDecimal());
        json.writeStringProperty("pendingCredits", balance.pendingCreditsDecimal());
        json.writeStringProperty("available", balance.availableDecimal());
        json.writeNumberProperty("version", balance.version());
        json.writeEndObject();
    }
}
