package io.pacioli.command.transaction;

import io.pacioli.command.dispatch.AnsweredEvent;
import io.pacioli.command.form.MetadataField;
import io.pacioli.domain.account.BalanceAfter;
import io.pacioli.domain.transaction.Balances;
import io.pacioli.domain.transaction.BeginningEvent;
import io.pacioli.domain.transaction.Exchange;
import io.pacioli.domain.transaction.Marks;
import io.pacioli.domain.transaction.Posting;
import io.pacioli.domain.transaction.Postings;
import io.pacioli.domain.transaction.TransactionHeld;
import io.pacioli.domain.transaction.TransactionPosted;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** A transaction as answers show it when it has come into the ledger: all of it from its event, so that a replay shows the same. */
public final class TransactionJson {

    private TransactionJson() {}

    public static void write(JsonGenerator json, AnsweredEvent answered, BeginningEvent event) {
        String recordedAt = answered.recordedAt().toString();
        // Mostly the same moment, whose text takes a seventh of the time that the JSON takes.
        String effectiveAt = event.effectiveAt().equals(answered.recordedAt())
                ? recordedAt
                : event.effectiveAt().toString();
        json.writeStartObject();
        json.writeStringProperty("id", event.transaction().toString());
        json.writeStringProperty("ledger", event.ledger().slug());
        write(json, answered.place());
        switch (event) {
            case TransactionPosted posted -> {
                json.writeStringProperty("status", "posted");
                if (posted.reversal() != null) {
                    json.writeStringProperty("reverses", posted.reversal().of().toString());
                }
            }
            case TransactionHeld held -> {
                json.writeStringProperty("status", "pending");
                json.writeStringProperty("heldAt", recordedAt);
                if (held.expiresAt() != null) {
                    json.writeStringProperty("expiresAt", held.expiresAt().toString());
                }
            }
        }
        write(json, event.marks());
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
        write(json, event.postings());
        write(json, event.balances());
        MetadataField.write(json, event.metadata());
        json.writeEndObject();
    }

    /** Writes where an event stands; nothing in a dry run. */
    static void write(JsonGenerator json, AnsweredEvent.@Nullable Place place) {
        if (place != null) {
            json.writeNumberProperty("journalNumber", place.journalNumber());
            json.writeNumberProperty("position", place.position());
        }
    }

    public static void write(JsonGenerator json, Postings postings) {
        json.writeArrayPropertyStart("postings");
        postings.lines().forEach(posting -> write(json, posting));
        json.writeEndArray();
    }

    public static void write(JsonGenerator json, Balances after) {
        json.writeArrayPropertyStart("balances");
        for (List<BalanceAfter> balances : after.byAccount().values()) {
            balances.forEach(balance -> write(json, balance));
        }
        json.writeEndArray();
    }

    /** Writes what is out of the ordinary about a posting; mostly nothing. */
    static void write(JsonGenerator json, Marks marks) {
        if (marks.adjustment()) {
            json.writeBooleanProperty("adjustment", true);
        }
        if (marks.closing() != null) {
            json.writeObjectPropertyStart("closing");
            json.writeStringProperty("through", marks.closing().toString());
            json.writeEndObject();
        }
        if (marks.forced()) {
            json.writeBooleanProperty("forced", true);
        }
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
