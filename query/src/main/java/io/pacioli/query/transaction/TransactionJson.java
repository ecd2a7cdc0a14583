package io.pacioli.query.transaction;

import io.pacioli.domain.account.BalanceAfter;
import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.domain.transaction.Balances;
import io.pacioli.domain.transaction.BeginningEvent;
import io.pacioli.domain.transaction.Exchange;
import io.pacioli.domain.transaction.HoldEnded;
import io.pacioli.domain.transaction.HoldExpired;
import io.pacioli.domain.transaction.HoldPosted;
import io.pacioli.domain.transaction.HoldVoided;
import io.pacioli.domain.transaction.Marks;
import io.pacioli.domain.transaction.Posting;
import io.pacioli.domain.transaction.PostingEvent;
import io.pacioli.domain.transaction.Postings;
import io.pacioli.domain.transaction.TransactionHeld;
import io.pacioli.domain.transaction.TransactionPosted;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** A transaction as answers show it: as it was answered when it came into the ledger, and what has become of it since. */
final class TransactionJson {

    private TransactionJson() {}

    static void write(JsonGenerator json, TransactionView transaction) {
        RecordedEvent recorded = transaction.begun();
        BeginningEvent event = transaction.event();
        TransactionHeld held = transaction.held();
        PostingEvent posted = transaction.posted();
        json.writeStartObject();
        json.writeStringProperty("id", event.transaction().toString());
        json.writeStringProperty("ledger", event.ledger().slug());
        json.writeNumberProperty("journalNumber", recorded.journalNumber());
        json.writeNumberProperty("position", recorded.position());
        json.writeStringProperty("status", transaction.status());
        if (held != null) {
            writeLife(json, recorded, held, transaction.ended());
        }
        if (event instanceof TransactionPosted atOnce && atOnce.reversal() != null) {
            json.writeStringProperty("reverses", atOnce.reversal().of().toString());
        }
        List<TransactionPosted> reversing = transaction.reversing();
        if (!reversing.isEmpty()) {
            json.writeArrayPropertyStart("reversedBy");
            reversing.forEach(each -> json.writeString(each.transaction().toString()));
            json.writeEndArray();
        }
        if (posted != null) {
            write(json, posted.marks());
        }
        if (event.marks().forced() || (posted != null && posted.marks().forced())) {
            json.writeBooleanProperty("forced", true);
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
        boolean isPosted = posted != null;
        json.writeStringProperty("effectiveAt", (isPosted ? posted.effectiveAt() : event.effectiveAt()).toString());
        json.writeStringProperty(
                "effectiveDate", (isPosted ? posted.effectiveDate() : event.effectiveDate()).toString());
        json.writeStringProperty("recordedAt", recorded.recordedAt().toString());
        write(json, "postings", isPosted ? posted.postings() : event.postings());
        if (held != null && isPosted) {
            write(json, "held", held.postings());
        }
        json.writeArrayPropertyStart("balances");
        balances(transaction)
                .byAccount()
                .values()
                .forEach(balances -> balances.forEach(balance -> write(json, balance)));
        json.writeEndArray();
        json.writeObjectPropertyStart("metadata");
        transaction.metadata().pairs().forEach(json::writeStringProperty);
        json.writeEndObject();
        json.writeEndObject();
    }

    /** When it was put in reserve, until when, and what has become of that. */
    private static void writeLife(
            JsonGenerator json, RecordedEvent begun, TransactionHeld held, @Nullable RecordedEvent ended) {
        json.writeStringProperty("heldAt", begun.recordedAt().toString());
        if (held.expiresAt() != null) {
            json.writeStringProperty("expiresAt", held.expiresAt().toString());
        }
        if (ended != null) {
            String field = switch ((HoldEnded) ended.event()) {
                case HoldPosted _ -> "postedAt";
                case HoldVoided _ -> "voidedAt";
                case HoldExpired _ -> "expiredAt";
            };
            json.writeStringProperty(field, ended.recordedAt().toString());
        }
    }

    /** What its accounts held when it had come into the ledger, or when it had ceased to be in reserve. */
    private static Balances balances(TransactionView transaction) {
        RecordedEvent ended = transaction.ended();
        return ended == null ? transaction.event().balances() : ((HoldEnded) ended.event()).balances();
    }

    private static void write(JsonGenerator json, String field, Postings postings) {
        json.writeArrayPropertyStart(field);
        postings.lines().forEach(posting -> write(json, posting));
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, Marks marks) {
        if (marks.adjustment()) {
            json.writeBooleanProperty("adjustment", true);
        }
        if (marks.closing() != null) {
            json.writeObjectPropertyStart("closing");
            json.writeStringProperty("through", marks.closing().toString());
            json.writeEndObject();
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
