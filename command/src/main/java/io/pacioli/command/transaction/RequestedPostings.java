package io.pacioli.command.transaction;

import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.decision.Result;
import io.pacioli.domain.ledger.Ledger;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.money.CurrencyCode;
import io.pacioli.domain.money.Money;
import io.pacioli.domain.transaction.Posting;
import io.pacioli.domain.transaction.Postings;
import io.pacioli.domain.transaction.RequestedPosting;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The lines of a command, to be read in the currencies of a ledger. */
record RequestedPostings(List<RequestedPosting> lines) {

    static RequestedPostings of(List<RequestedPosting> lines) {
        return new RequestedPostings(lines);
    }

    /** The postings that are meant, or the first rule that a line breaks, with every line that breaks it. */
    Result<Postings> in(Ledger ledger) {
        List<Posting> postings = new ArrayList<>(lines.size());
        for (RequestedPosting line : lines) {
            Currency currency = ledger.currency(line.currency().code()).orElse(null);
            if (currency == null
                    || !line.currency().fits(currency)
                    || isFinerThan(currency, line.amount())
                    || isTooLarge(currency, line.amount())) {
                return Result.refused(brokenRule(ledger));
            }
            postings.add(new Posting(line.account(), line.direction(), Money.of(line.amount(), currency)));
        }
        Map<Currency, BigInteger> imbalance = Postings.imbalance(postings);
        return imbalance.isEmpty()
                ? Result.of(new Postings(postings))
                : Result.refused(new Rejection.Unbalanced(imbalance));
    }

    private Rejection brokenRule(Ledger ledger) {
        Map<String, CurrencyCode> unknown = new LinkedHashMap<>();
        Map<String, Currency> otherScale = new LinkedHashMap<>();
        Map<String, Currency> tooFine = new LinkedHashMap<>();
        Map<String, Currency> tooLarge = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            RequestedPosting line = lines.get(i);
            Currency currency = ledger.currency(line.currency().code()).orElse(null);
            if (currency == null) {
                unknown.put(pointer(i, "currency"), line.currency().code());
            } else if (!line.currency().fits(currency)) {
                otherScale.put(pointer(i, "currency"), currency);
            } else if (isFinerThan(currency, line.amount())) {
                tooFine.put(pointer(i, "amount"), currency);
            } else if (isTooLarge(currency, line.amount())) {
                tooLarge.put(pointer(i, "amount"), currency);
            }
        }
        if (!unknown.isEmpty()) {
            return new Rejection.CurrencyNotRegistered(unknown);
        }
        if (!otherScale.isEmpty()) {
            return new Rejection.CurrencyScaleDiffers(otherScale);
        }
        return tooFine.isEmpty() ? new Rejection.AmountTooLarge(tooLarge) : new Rejection.TooManyDecimals(tooFine);
    }

    private static String pointer(int line, String field) {
        return "/postings/" + line + "/" + field;
    }

    /** Trailing zeros count: an amount in a currency of scale 2 is written with at most two decimals, {@code 1.000} is not. */
    private static boolean isFinerThan(Currency currency, BigDecimal amount) {
        return amount.scale() > currency.scale();
    }

    /** Counts the digits without making them: there is no memory for {@code 1E+2000000000}. */
    private static boolean isTooLarge(Currency currency, BigDecimal amount) {
        return (long) amount.precision() - amount.scale() + currency.scale() > Money.DIGITS_MAX;
    }
}
