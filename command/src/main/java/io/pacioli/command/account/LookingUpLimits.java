package io.pacioli.command.account;

import io.pacioli.domain.account.Limits;
import io.pacioli.domain.account.RequestedLimits;
import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.decision.Result;
import io.pacioli.domain.ledger.Ledger;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.money.CurrencyCode;
import io.pacioli.domain.money.Money;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads requested limits in the currencies of a ledger, and notes every field that breaks a rule there. */
final class LookingUpLimits {

    private final List<Limits> limits = new ArrayList<>();
    private final Map<String, CurrencyCode> unknown = new LinkedHashMap<>(0);
    private final Map<String, Currency> otherScale = new LinkedHashMap<>(0);
    private final Map<String, Currency> tooFine = new LinkedHashMap<>(0);
    private final Map<String, Currency> tooLarge = new LinkedHashMap<>(0);

    private LookingUpLimits() {}

    /** The limits that each currency is to have; or the first rule that is broken, with every field that breaks it. */
    static Result<List<Limits>> in(Ledger ledger, List<RequestedLimits> requested) {
        if (requested.isEmpty()) {
            return Result.of(List.of());
        }
        LookingUpLimits lookingUp = new LookingUpLimits();
        for (int i = 0; i < requested.size(); i++) {
            lookingUp.read(requested.get(i), "/limits/" + i, ledger);
        }
        Rejection broken = lookingUp.brokenRule();
        return broken == null ? Result.of(lookingUp.limits) : Result.refused(broken);
    }

    private void read(RequestedLimits requested, String pointer, Ledger ledger) {
        Currency currency = ledger.currency(requested.currency().code()).orElse(null);
        if (currency == null) {
            unknown.put(pointer + "/currency", requested.currency().code());
        } else if (!requested.currency().fits(currency)) {
            otherScale.put(pointer + "/currency", currency);
        } else {
            BigInteger minimum = minorUnits(requested.minimum(), currency, pointer + "/minimumBalance");
            BigInteger maximum = minorUnits(requested.maximum(), currency, pointer + "/maximumBalance");
            limits.add(new Limits(currency, minimum, maximum));
        }
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
