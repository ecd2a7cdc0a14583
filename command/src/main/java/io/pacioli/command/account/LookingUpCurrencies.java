package io.pacioli.command.account;

import io.pacioli.domain.account.Limits;
import io.pacioli.domain.account.RequestedLimits;
import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.decision.Result;
import io.pacioli.domain.ledger.Ledger;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.money.CurrencyCode;
import io.pacioli.domain.money.Money;
import io.pacioli.domain.money.RequestedCurrency;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a request names in currencies in those of a ledger, and notes every field that breaks a rule there. */
final class LookingUpCurrencies {

    private final Map<String, CurrencyCode> unknown = new LinkedHashMap<>(0);
    private final Map<String, Currency> otherScale = new LinkedHashMap<>(0);
    private final Map<String, Currency> tooFine = new LinkedHashMap<>(0);
    private final Map<String, Currency> tooLarge = new LinkedHashMap<>(0);
    private final Ledger ledger;

    private LookingUpCurrencies(Ledger ledger) {
        this.ledger = ledger;
    }

    /** What was found. */
    record Found(List<Currency> currencies, List<Limits> limits) {
        static final Found NOTHING = new Found(List.of(), List.of());
    }

    /** The currencies, and the limits that each is to have; or the first rule that is broken, with every field that breaks it. */
    static Result<Found> in(Ledger ledger, List<RequestedCurrency> currencies, List<RequestedLimits> limits) {
        if (currencies.isEmpty() && limits.isEmpty()) {
            return Result.of(Found.NOTHING);
        }
        LookingUpCurrencies lookingUp = new LookingUpCurrencies(ledger);
        Found found = new Found(new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < currencies.size(); i++) {
            Currency currency = lookingUp.find(currencies.get(i), "/currencies/" + i);
            if (currency != null) {
                found.currencies().add(currency);
            }
        }
        for (int i = 0; i < limits.size(); i++) {
            Limits read = lookingUp.read(limits.get(i), "/limits/" + i);
            if (read != null) {
                found.limits().add(read);
            }
        }
        Rejection broken = lookingUp.brokenRule();
        return broken == null ? Result.of(found) : Result.refused(broken);
    }

    private @Nullable Currency find(RequestedCurrency requested, String pointer) {
        Currency currency = ledger.currency(requested.code()).orElse(null);
        if (currency == null) {
            unknown.put(pointer, requested.code());
        } else if (!requested.fits(currency)) {
            otherScale.put(pointer, currency);
        } else {
            return currency;
        }
        return null;
    }

    private @Nullable Limits read(RequestedLimits requested, String pointer) {
        Currency currency = find(requested.currency(), pointer + "/currency");
        return currency == null
                ? null
                : new Limits(
                        currency,
                        minorUnits(requested.minimum(), currency, pointer + "/minimumBalance"),
                        minorUnits(requested.maximum(), currency, pointer + "/maximumBalance"));
    }

    private @Nullable BigInteger minorUnits(@Nullable BigDecimal amount, Currency currency, String pointer) {
        if (amount == null) {
            return null;
        }
        if (Money.isTooFine(amount, currency)) {
            tooFine.put(pointer, currency);
        } else if (Money.isTooLarge(amount, currency)) {
            tooLarge.put(pointer, currency);
        } else {
            return amount.setScale(currency.scale()).unscaledValue();
        }
        return null;
    }

    private @Nullable Rejection brokenRule() {
        if (!unknown.isEmpty()) {
            return new Rejection.CurrencyNotRegistered(unknown);
        }
        if (!otherScale.isEmpty()) {
            return new Rejection.CurrencyScaleDiffers(otherScale);
        }
        if (!tooFine.isEmpty()) {
            return new Rejection.TooManyDecimals(tooFine);
        }
        return tooLarge.isEmpty() ? null : new Rejection.AmountTooLarge(tooLarge);
    }
}
