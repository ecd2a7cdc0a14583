package io.pacioli.command.transaction;

import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.decision.Result;
import io.pacioli.domain.ledger.Ledger;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.money.CurrencyCode;
import io.pacioli.domain.money.Money;
import io.pacioli.domain.money.RequestedCurrency;
import io.pacioli.domain.transaction.Condition;
import io.pacioli.domain.transaction.PostHold;
import io.pacioli.domain.transaction.PostTransaction;
import io.pacioli.domain.transaction.Posting;
import io.pacioli.domain.transaction.Postings;
import io.pacioli.domain.transaction.RequestedExchange;
import io.pacioli.domain.transaction.RequestedPosting;
import io.pacioli.domain.transaction.ReverseTransaction;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lines of a command and whatever else of it names currencies, to be read in those of a ledger. */
record RequestedPostings(
        List<RequestedPosting> lines,
        List<Condition> conditions,
        @Nullable RequestedExchange exchange) {

    static RequestedPostings of(PostTransaction command) {
        return new RequestedPostings(command.postings(), command.terms().conditions(), command.exchange());
    }

    /** Those of a part to take back; none where all that is left is meant. */
    static RequestedPostings of(ReverseTransaction command) {
        List<RequestedPosting> part = command.part();
        return new RequestedPostings(
                part == null ? List.of() : part, command.terms().conditions(), null);
    }

    /** Those of a part to post; none where all of the hold is meant. */
    static RequestedPostings of(PostHold command) {
        List<RequestedPosting> part = command.part();
        return new RequestedPostings(
                part == null ? List.of() : part, command.terms().conditions(), null);
    }

    /** The postings that are meant, or the first rule that is broken, with every field that breaks it. */
    Result<Postings> in(Ledger ledger) {
        List<Posting> postings = new ArrayList<>(lines.size());
        for (RequestedPosting line : lines) {
            Currency currency = ledger.currency(line.currency().code()).orElse(null);
            if (currency != null
                    && line.currency().fits(currency)
                    && !Money.isTooFine(line.amount(), currency)
                    && !Money.isTooLarge(line.amount(), currency)) {
                postings.add(new Posting(line.account(), line.direction(), Money.of(line.amount(), currency)));
            }
        }
        boolean plain = conditions.isEmpty() && exchange == null;
        Rejection broken = plain && postings.size() == lines.size() ? null : brokenRule(ledger);
        if (broken != null) {
            return Result.refused(broken);
        }
        if (exchange != null) {
            return exchange.exchange()
                    .balanced(
                            postings,
                            ledger.currency(exchange.from().code()).orElseThrow(),
                            ledger.currency(exchange.to().code()).orElseThrow());
        }
        Map<Currency, BigInteger> imbalance = Postings.imbalance(postings);
        return imbalance.isEmpty()
                ? Result.of(new Postings(postings))
                : Result.refused(new Rejection.Unbalanced(imbalance));
    }

    /** The first rule about currencies and amounts that is broken, with every field that breaks it, or null. */
    @Nullable
    Rejection brokenRule(Ledger ledger) {
        Map<String, CurrencyCode> unknown = new LinkedHashMap<>();
        Map<String, Currency> otherScale = new LinkedHashMap<>();
        Map<String, Currency> tooFine = new LinkedHashMap<>();
        Map<String, Currency> tooLarge = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            RequestedPosting line = lines.get(i);
            Currency currency = find(line.currency(), pointer(i, "currency"), ledger, unknown, otherScale);
            if (currency != null && Money.isTooFine(line.amount(), currency)) {
                tooFine.put(pointer(i, "amount"), currency);
            } else if (currency != null && Money.isTooLarge(line.amount(), currency)) {
                tooLarge.put(pointer(i, "amount"), currency);
            }
        }
        for (int i = 0; i < conditions.size(); i++) {
            RequestedCurrency currency = conditions.get(i).currency();
            if (currency != null) {
                find(currency, "/conditions/" + i + "/currency", ledger, unknown, otherScale);
            }
        }
        if (exchange != null) {
            find(exchange.from(), "/exchange/from", ledger, unknown, otherScale);
            find(exchange.to(), "/exchange/to", ledger, unknown, otherScale);
        }
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

    /** The ledger's currency, or null where it has none such, which is noted. */
    private static @Nullable Currency find(
            RequestedCurrency requested,
            String pointer,
            Ledger ledger,
            Map<String, CurrencyCode> unknown,
            Map<String, Currency> otherScale) {
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

    private static String pointer(int line, String field) {
        return "/postings/" + line + "/" + field;
    }
}
