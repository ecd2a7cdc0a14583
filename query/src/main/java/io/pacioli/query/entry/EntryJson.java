package io.pacioli.query.entry;

import io.pacioli.domain.account.AccountType;
import io.pacioli.domain.account.Totals;
import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.money.Money;
import io.pacioli.domain.transaction.TransactionPosted;
import io.pacioli.projections.entry.EntryRow;
import tools.jackson.core.JsonGenerator;

/** An entry as answers show it: the posting and the totals after it from its row, the rest from its transaction. */
final class EntryJson {

    private EntryJson() {}

    static void write(JsonGenerator json, AccountType type, EntryRow entry, RecordedEvent recorded) {
        TransactionPosted transaction = (TransactionPosted) recorded.event();
        Currency currency =
                transaction.postings().lines().get(entry.line()).money().currency();
        Totals totals = entry.totals();
        json.writeStartObject();
        json.writeStringProperty("transaction", transaction.transaction().toString());
        json.writeNumberProperty("journalNumber", recorded.journalNumber());
        json.writeNumberProperty("position", entry.position());
        json.writeNumberProperty("line", entry.line());
        if (transaction.reference() != null) {
            json.writeStringProperty("reference", transaction.reference().value());
        }
        if (transaction.description() != null) {
            json.writeStringProperty("description", transaction.description().value());
        }
        json.writeStringProperty("effectiveAt", transaction.effectiveAt().toString());
        json.writeStringProperty("effectiveDate", entry.effectiveDate().toString());
        json.writeStringProperty("recordedAt", recorded.recordedAt().toString());
        json.writeStringProperty("direction", entry.direction().word());
        json.writeStringProperty("amount", Money.toDecimal(entry.amount(), currency));
        json.writeStringProperty("currency", currency.code().value());
        json.writeStringProperty("debits", Money.toDecimal(totals.debits(), currency));
        json.writeStringProperty("credits", Money.toDecimal(totals.credits(), currency));
        json.writeStringProperty("balance", Money.toDecimal(totals.balance(type.normalSide()), currency));
        json.writeEndObject();
    }
}
