package io.pacioli.domain.transaction;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.decision.Result;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.money.CurrencyCode;
import io.pacioli.domain.money.Money;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * That a transaction gives one currency for another, and at which rate. Its lines are balanced in each of the two by one on the
 * pair's own account, which so has, in one currency, what was given for what it has in the other.
 *
 * @param rate how much of {@code to} is given for one unit of {@code from}
 */
public record Exchange(CurrencyCode from, CurrencyCode to, ExchangeRate rate) {

    /** How many lines an exchange adds to those of the client. */
    public static final int LINES = 2;

    private static final String ACCOUNTS = "equity:exchange:";

    public Exchange {
        if (from.equals(to)) {
            throw new IllegalArgumentException("an exchange of " + from + " for itself");
        }
    }

    /** The account of the two currencies, whichever is given for the other: {@code equity:exchange:EUR-USD}. */
    public AccountPath account() {
        return from.compareTo(to) < 0 ? account(from, to) : account(to, from);
    }

    private static AccountPath account(CurrencyCode first, CurrencyCode second) {
        return new AccountPath(ACCOUNTS + first + "-" + second);
    }

    /**
     * These lines and, behind them, the two that balance them; or why they are no such exchange.
     *
     * @param given the currency of {@code from}
     * @param taken the currency of {@code to}
     */
    public Result<Postings> balanced(List<Posting> lines, Currency given, Currency taken) {
        Map<Currency, BigInteger> others = new LinkedHashMap<>(Postings.imbalance(lines));
        BigInteger ofGiven = removed(given, others);
        BigInteger ofTaken = removed(taken, others);
        Map<String, Currency> tooLarge = tooLarge(given, ofGiven, taken, ofTaken);
        if (!tooLarge.isEmpty()) {
            return Result.refused(new Rejection.AmountTooLarge(tooLarge));
        }
        if (!others.isEmpty()) {
            return Result.refused(new Rejection.Unbalanced(others));
        }
        if (ofGiven.signum() * ofTaken.signum() >= 0) {
            return Result.refused(new Rejection.ExchangeOneSided(from, to));
        }
        Money amountGiven = new Money(ofGiven.abs(), given);
        Money amountTaken = new Money(ofTaken.abs(), taken);
        if (!isAtRate(amountGiven, amountTaken)) {
            BigDecimal atRate = inFewestPlaces(atRate(amountGiven), taken.scale());
            return Result.refused(new Rejection.ExchangeRateMismatch(amountGiven, amountTaken, atRate));
        }
        List<Posting> balanced = new ArrayList<>(lines.size() + LINES);
        balanced.addAll(lines);
        balanced.add(balancing(amountGiven, ofGiven));
        balanced.add(balancing(amountTaken, ofTaken));
        return Result.of(new Postings(balanced));
    }

    private static BigInteger removed(Currency currency, Map<Currency, BigInteger> imbalance) {
        BigInteger difference = imbalance.remove(currency);
        return difference == null ? BigInteger.ZERO : difference;
    }

    /** The sum of many lines may have more digits than each of them. */
    private static Map<String, Currency> tooLarge(
            Currency given, BigInteger ofGiven, Currency taken, BigInteger ofTaken) {
        Map<String, Currency> tooLarge = new LinkedHashMap<>(0);
        if (!Money.fits(ofGiven)) {
            tooLarge.put("/exchange/from", given);
        }
        if (!Money.fits(ofTaken)) {
            tooLarge.put("/exchange/to", taken);
        }
        return tooLarge;
    }

    /** Whether so much is given for so much at the rate, to within less than one minor unit of {@code to}. */
    public boolean isAtRate(Money given, Money taken) {
        int scale = taken.currency().scale();
        BigDecimal difference = atRate(given).subtract(new BigDecimal(taken.minorUnits(), scale));
        return difference.abs().compareTo(new BigDecimal(BigInteger.ONE, scale)) < 0;
    }

    /** What so much is worth at the rate, exactly. */
    private BigDecimal atRate(Money given) {
        return new BigDecimal(given.minorUnits(), given.currency().scale()).multiply(rate.value());
    }

    private static BigDecimal inFewestPlaces(BigDecimal amount, int scaleMin) {
        BigDecimal stripped = amount.stripTrailingZeros();
        return stripped.scale() < scaleMin ? stripped.setScale(scaleMin) : stripped;
    }

    private Posting balancing(Money amount, BigInteger imbalance) {
        return new Posting(account(), imbalance.signum() > 0 ? Direction.CREDIT : Direction.DEBIT, amount);
    }
}
