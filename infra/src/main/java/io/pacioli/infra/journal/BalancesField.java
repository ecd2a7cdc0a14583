package io.pacioli.infra.journal;

import static io.pacioli.infra.journal.Fields.constant;
import static io.pacioli.infra.journal.Fields.optionalText;
import static io.pacioli.infra.journal.Fields.text;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.AccountType;
import io.pacioli.domain.account.BalanceAfter;
import io.pacioli.domain.account.Totals;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.money.CurrencyCode;
import io.pacioli.domain.money.Money;
import io.pacioli.domain.transaction.Balances;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** What accounts hold after an event: amounts in major units; what is pending is left out where it is zero. */
final class BalancesField {

    private static final String FIELD = "balances";
    private static final String PENDING_DEBITS = "pendingDebits";
    private static final String PENDING_CREDITS = "pendingCredits";

    private BalancesField() {}

    static void write(Balances balances, JsonGenerator payload) {
        payload.writeArrayPropertyStart(FIELD);
        for (List<BalanceAfter> ofAccount : balances.byAccount().values()) {
            for (BalanceAfter balance : ofAccount) {
                write(balance, payload);
            }
        }
        payload.writeEndArray();
    }

    private static void write(BalanceAfter balance, JsonGenerator payload) {
        payload.writeStartObject();
        payload.writeStringProperty("account", balance.account().value());
        payload.writeStringProperty("type", balance.type().word());
        payload.writeStringProperty("currency", balance.currency().code().value());
        payload.writeStringProperty("debits", balance.debitsDecimal());
        payload.writeStringProperty("credits", balance.creditsDecimal());
        if (balance.pending().debits().signum() > 0) {
            payload.writeStringProperty(PENDING_DEBITS, balance.pendingDebitsDecimal());
        }
        if (balance.pending().credits().signum() > 0) {
            payload.writeStringProperty(PENDING_CREDITS, balance.pendingCreditsDecimal());
        }
        payload.writeNumberProperty("version", balance.version());
        payload.writeEndObject();
    }

    static Balances read(JsonNode payload) {
        JsonNode array = payload.required(FIELD);
        List<BalanceAfter> balances = new ArrayList<>(array.size());
        for (JsonNode balance : array) {
            Money debits = Money.parse(text(balance, "debits"), new CurrencyCode(text(balance, "currency")));
            Currency currency = debits.currency();
            balances.add(new BalanceAfter(
                    new AccountPath(text(balance, "account")),
                    constant(AccountType.WORDS, balance, "type"),
                    currency,
                    new Totals(debits.minorUnits(), minorUnits(text(balance, "credits"), currency)),
                    pending(balance, currency),
                    balance.required("version").longValue()));
        }
        return Balances.of(balances);
    }

    private static Totals pending(JsonNode balance, Currency currency) {
        String debits = optionalText(balance, PENDING_DEBITS);
        String credits = optionalText(balance, PENDING_CREDITS);
        return debits == null && credits == null
                ? Totals.ZERO
                : new Totals(
                        debits == null ? BigInteger.ZERO : minorUnits(debits, currency),
                        credits == null ? BigInteger.ZERO : minorUnits(credits, currency));
    }

    private static BigInteger minorUnits(String decimal, Currency currency) {
        Money money = Money.parse(decimal, currency.code());
        if (!money.currency().equals(currency)) {
            throw new IllegalArgumentException("totals of one currency with different decimal places");
        }
        return money.minorUnits();
    }
}
