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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The lines of a command, to be read in the currencies of a ledger. */
record RequestedPostings(List<RequestedPosting> lines) {

    static RequestedPostings of(List<RequestedPosting> lines) {
        return new RequestedPostings(lines);
    }

    /** The postings that are meant, or the first rule that a line breaks, with every line that breaks it. */
    Result<Postings> in(Ledger ledger) {
        SortedMap<Integer, CurrencyCode> unknown = new TreeMap<>();
        SortedMap<Integer, Currency> tooFine = new TreeMap<>();
        SortedMap<Integer, Currency> tooLarge = new TreeMap<>();
        List<Posting> postings = new ArrayList<>(lines.size());
        for (int i = 0; i < lines.size(); i++) {
            RequestedPosting line = lines.get(i);
            Optional<Currency> currency = ledger.currency(line.currency());
            if (currency.isEmpty()) {
                unknown.put(i, line.currency());
            } else if (isFinerThan(currency.get(), line.amount())) {
                tooFine.put(i, currency.get());
            } else if (isTooLarge(currency.get(), line.amount())) {
                tooLarge.put(i, currency.get());
            } else {
                postings.add(new Posting(line.account(), line.direction(), Money.of(line.amount(), currency.get())));
            }
        }
        if (!unknown.isEmpty()) {
            return Result.refused(new Rejection.CurrencyNotRegistered(unknown));
        }
        if (!tooFine.isEmpty()) {
            return Result.refused(new Rejection.TooManyDecimals(tooFine));
        }
        if (!tooLarge.isEmpty()) {
            return Result.refused(new Rejection.AmountTooLarge(tooLarge));
        }
        Map<Currency, BigInteger> imbalance = Postings.imbalance(postings);
        return imbalance.isEmpty()
                ? Result.of(new Postings(postings))
                : Result.refused(new Rejection.Unbalanced(imbalance));
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
