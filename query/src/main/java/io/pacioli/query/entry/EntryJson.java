package io.pacioli.query.entry;

import io.pacioli.domain.account.AccountType;
import io.pacioli.domain.account.Totals;
import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.money.Money;
import io.pacioli.domain.transaction.BeginningEvent;
import io.pacioli.domain.transaction.PostingEvent;
import io.pacioli.projections.entry.EntryRow;
import tools.jackson.core.JsonGenerator;

/** An entry as answers show it: the posting and the totals after it from its row, the rest from its transaction. */
public final class EntryJson {

    private EntryJson() {}

    static void write(JsonGenerator json, AccountType type, EntryRow entry, PostedLines posted) {
        Currency currency = currency(entry, posted);
        Totals totals = entry.totals();
        json.writeStartObject();
        writePosting(json, entry, posted);
        json.writeStringProperty("debits", Money.toDecimal(totals.debits(), currency));
        json.writeStringProperty("credits", Money.toDecimal(totals.credits(), currency));
        json.writeStringProperty("balance", Money.toDecimal(totals.balance(type.normalSide()), currency));
        json.writeEndObject();
    }

    /** The fields of the posting and of its transaction, without the account's totals after it. */
    public static void writePosting(JsonGenerator json, EntryRow entry, PostedLines posted) {
        RecordedEvent recorded = posted.at(entry);
        PostingEvent transaction = (PostingEvent) recorded.event();
        BeginningEvent begun = posted.begunBy(entry);
        Currency currency = currency(entry, posted);
        json.writeStringProperty("transaction", transaction.transaction().toString());
        json.writeNumberProperty("journalNumber", recorded.journalNumber());
        json.writeNumberProperty("position", entry.position());
        json.writeNumberProperty("line", entry.line());
        if (begun.reference() != null) {
            json.writeStringProperty("reference", begun.reference().value());
        }
        if (begun.description() != null) {
            json.writeStringProperty("description", begun.description().value());
        }
        if (transaction.marks().adjustment()) {
            json.writeBooleanProperty("adjustment", true);
        }
        json.writeStringProperty("effectiveAt", transaction.effectiveAt().toString());
        json.writeStringProperty("effectiveDate", entry.effectiveDate().toString());
        json.writeStringProperty("recordedAt", recorded.recordedAt().toString());
        json.writeStringProperty("direction", entry.direction().word());
        json.writeStringProperty("amount", Money.toDecimal(entry.amount(), currency));
        json.writeStringProperty("currency", currency.code().value());
    }

    private static Currency currency(EntryRow entry, PostedLines posted) {
        PostingEvent transaction = (PostingEvent) posted.at(entry).event();
        return transaction.postings().lines().get(entry.line()).money().currency();
    }
}
