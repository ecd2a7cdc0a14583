package io.pacioli.query.transaction;

import io.pacioli.domain.account.BalanceAfter;
import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.domain.transaction.Exchange;
import io.pacioli.domain.transaction.Posting;
import io.pacioli.domain.transaction.TransactionPosted;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** A transaction as answers show it: as it was answered when it was posted, and what has become of it since. */
final class TransactionJson {

    private TransactionJson() {}

    static void write(JsonGenerator json, TransactionView transaction) {
        RecordedEvent recorded = transaction.posted();
        TransactionPosted event = transaction.event();
        json.writeStartObject();
        json.writeStringProperty("id", event.transaction().toString());
        json.writeStringProperty("ledger", event.ledger().slug());
        json.writeNumberProperty("journalNumber", recorded.journalNumber());
        json.writeNumberProperty("position", recorded.position());
        json.writeStringProperty("status", transaction.status());
        if (event.reversal() != null) {
            json.writeStringProperty("reverses", event.reversal().of().toString());
        }
        List<TransactionPosted> reversing = transaction.reversing();
        if (!reversing.isEmpty()) {
            json.writeArrayPropertyStart("reversedBy");
            reversing.forEach(each -> json.writeString(each.transaction().toString()));
            json.writeEndArray();
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
        json.writeStringProperty("effectiveAt", event.effectiveAt().toString());
        json.writeStringProperty("effectiveDate", event.effectiveDate().toString());
        json.writeStringProperty("recordedAt", recorded.recordedAt().toString());
        json.writeArrayPropertyStart("postings");
        event.postings().lines().forEach(posting -> write(json, posting));
        json.writeEndArray();
        json.writeArrayPropertyStart("balances");
        event.balances().byAccount().values().forEach(balances -> balances.forEach(balance -> write(json, balance)));
        json.writeEndArray();
        json.writeObjectPropertyStart("metadata");
        transaction.metadata().pairs().forEach(json::writeStringProperty);
        json.writeEndObject();
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
