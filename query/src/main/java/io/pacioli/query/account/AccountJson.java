package io.pacioli.query.account;

import io.pacioli.domain.account.AccountType;
import io.pacioli.domain.account.Limits;
import io.pacioli.domain.account.Totals;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.money.Money;
import io.pacioli.projections.account.AccountRow;
import io.pacioli.projections.balance.BalanceRow;
import io.pacioli.projections.balance.PastBalance;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** An account as answers show it. */
final class AccountJson {

    private AccountJson() {}

    static void write(JsonGenerator json, LedgerId ledger, AccountRow account, List<BalanceRow> balances) {
        write(json, ledger, account);
        json.writeNumberProperty("version", AccountView.version(account, balances));
        json.writeArrayPropertyStart("balances");
        balances.forEach(balance -> write(json, account.type(), balance));
        json.writeEndArray();
        json.writeEndObject();
    }

    /** An account with what it held, without what is only told of now: reserves, and versions. */
    static void writePast(JsonGenerator json, LedgerId ledger, AccountRow account, List<PastBalance> balances) {
        write(json, ledger, account);
        json.writeArrayPropertyStart("balances");
        for (PastBalance balance : balances) {
            json.writeStartObject();
            write(json, account.type(), balance.currency(), balance.totals());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, LedgerId ledger, AccountRow account) {
        json.writeStartObject();
        json.writeStringProperty("path", account.path().value());
        json.writeStringProperty("ledger", ledger.slug());
        json.writeStringProperty("type", account.type().word());
        if (account.name() != null) {
            json.writeStringProperty("name", account.name());
        }
        json.writeObjectPropertyStart("metadata");
        account.metadata().forEach(json::writeStringProperty);
        json.writeEndObject();
        json.writeStringProperty("openedAt", account.openedAt().toString());
        json.writeStringProperty("status", status(account));
        if (account.frozen() != null) {
            json.writeStringProperty("frozen", account.frozen().word());
        }
        if (!account.currencies().isEmpty()) {
            json.writeArrayPropertyStart("currencies");
            account.currencies().forEach(json::writeString);
            json.writeEndArray();
        }
        write(json, account.limits());
    }

    private static String status(AccountRow account) {
        if (account.closed()) {
            return "closed";
        }
        return account.frozen() == null ? "open" : "frozen";
    }

    private static void write(JsonGenerator json, List<Limits> limits) {
        json.writeArrayPropertyStart("limits");
        for (Limits each : limits) {
            json.writeStartObject();
            json.writeStringProperty("currency", each.currency().code().value());
            if (each.minimum() != null) {
                json.writeStringProperty("minimumBalance", each.minimumDecimal());
            }
            if (each.maximum() != null) {
                json.writeStringProperty("maximumBalance", each.maximumDecimal());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, AccountType type, Currency currency, Totals totals) {
        json.writeStringProperty("currency", currency.code().value());
        json.writeStringProperty("debits", Money.toDecimal(totals.debits(), currency));
        json.writeStringProperty("credits", Money.toDecimal(totals.credits(), currency));
        json.writeStringProperty("balance", Money.toDecimal(totals.balance(type.normalSide()), currency));
    }

    private static void write(JsonGenerator json, AccountType type, BalanceRow balance) {
        Currency currency = balance.currency();
        json.writeStartObject();
        write(json, type, currency, balance.totals());
        json.writeStringProperty(
                "pendingDebits", Money.toDecimal(balance.pending().debits(), currency));
        json.writeStringProperty(
                "pendingCredits", Money.toDecimal(balance.pending().credits(), currency));
        json.writeStringProperty(
                "available",
                Money.toDecimal(balance.totals().available(type.normalSide(), balance.pending()), currency));
        json.writeNumberProperty("version", balance.version());
        json.writeEndObject();
    }
}
