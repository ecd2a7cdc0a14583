package io.pacioli.domain.transaction;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.joining;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.money.Currency;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The lines of a transaction, {@value #SIZE_MIN} to {@value #SIZE_MAX}, whose debits equal their credits in every currency. */
public record Postings(List<Posting> lines) {

    public static final int SIZE_MIN = 2;
    public static final int SIZE_MAX = 1_000;

    public Postings {
        lines = List.copyOf(lines);
        requireSize(lines.size());
        Map<Currency, BigInteger> imbalance = imbalance(lines);
        if (!imbalance.isEmpty()) {
            throw new IllegalArgumentException("debits and credits differ in "
                    + imbalance.keySet().stream().map(Currency::toString).collect(joining(", ")));
        }
    }

    static void requireSize(int size) {
        if (size < SIZE_MIN || size > SIZE_MAX) {
            throw new IllegalArgumentException("2 to 1,000 postings, not " + size);
        }
    }

    /** By how many minor units the debits outweigh the credits, for each currency in which they differ, by code. */
    public static Map<Currency, BigInteger> imbalance(List<Posting> lines) {
        if (lines.size() == 2 && cancel(lines.getFirst(), lines.getLast())) {
            return Map.of();
        }
        Map<Currency, BigInteger> net = new LinkedHashMap<>();
        for (Posting line : lines) {
            BigInteger amount = line.money().minorUnits();
            net.merge(
                    line.money().currency(),
                    line.direction() == Direction.DEBIT ? amount : amount.negate(),
                    BigInteger::add);
        }
        net.values().removeIf(difference -> difference.signum() == 0);
        Map<Currency, BigInteger> byCode =
                new TreeMap<>(comparing(Currency::code).thenComparingInt(Currency::scale));
        byCode.putAll(net);
        return byCode;
    }

    private static boolean cancel(Posting a, Posting b) {
        return a.direction() != b.direction() && a.money().equals(b.money());
    }

    /** The lines of each account, accounts in the order in which they first appear. */
    public Map<AccountPath, List<Posting>> byAccount() {
        Map<AccountPath, List<Posting>> byAccount = new LinkedHashMap<>();
        for (Posting line : lines) {
            byAccount
                    .computeIfAbsent(line.account(), account -> new ArrayList<>(2))
                    .add(line);
        }
        return Collections.unmodifiableMap(byAccount);
    }
}
