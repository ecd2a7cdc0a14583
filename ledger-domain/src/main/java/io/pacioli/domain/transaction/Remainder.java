package io.pacioli.domain.transaction;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.money.Money;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is left of a transaction's lines after what has been taken back of it, by account, side and currency. */
final class Remainder {

    private record Slot(AccountPath account, Direction direction, Currency currency) {
        static Slot of(Posting line) {
            return new Slot(line.account(), line.direction(), line.money().currency());
        }
    }

    private final List<Posting> original;
    private final Map<Slot, BigInteger> left = new HashMap<>();

    Remainder(Postings original) {
        this.original = original.lines();
        for (Posting line : original.lines()) {
            left.merge(Slot.of(line), line.money().minorUnits(), BigInteger::add);
        }
    }

    /** Counts what a reversal has posted as taken back. */
    void takeBack(Postings reversing) {
        reversing.lines().forEach(line -> take(line.mirrored()));
    }

    private void take(Posting line) {
        left.merge(Slot.of(line), line.money().minorUnits().negate(), BigInteger::add);
    }

    boolean isEmpty() {
        return left.values().stream().allMatch(amount -> amount.signum() == 0);
    }

    /** All that is left, in the lines and in the order of the original: what was taken back counts against the first lines first. */
    List<Posting> lines() {
        Map<Slot, BigInteger> taken = new HashMap<>();
        original.forEach(line -> taken.merge(Slot.of(line), line.money().minorUnits(), BigInteger::add));
        left.forEach((slot, amount) -> taken.merge(slot, amount.negate(), BigInteger::add));
        List<Posting> lines = new ArrayList<>(original.size());
        for (Posting line : original) {
            Slot slot = Slot.of(line);
            BigInteger amount = line.money().minorUnits();
            BigInteger already = taken.get(slot).min(amount);
            taken.put(slot, taken.get(slot).subtract(already));
            if (already.compareTo(amount) < 0) {
                lines.add(new Posting(
                        line.account(), line.direction(), new Money(amount.subtract(already), slot.currency())));
            }
        }
        return lines;
    }

    /** The lines that ask for more than is left, each with what was left for it, by their places. */
    SortedMap<Integer, Money> exceededBy(List<Posting> part) {
        SortedMap<Integer, Money> exceeding = new TreeMap<>();
        Map<Slot, BigInteger> rest = new HashMap<>(left);
        for (int i = 0; i < part.size(); i++) {
            Posting line = part.get(i);
            Slot slot = Slot.of(line);
            BigInteger available = rest.getOrDefault(slot, BigInteger.ZERO);
            if (line.money().minorUnits().compareTo(available) > 0) {
                exceeding.put(i, new Money(available, slot.currency()));
            } else {
                rest.put(slot, available.subtract(line.money().minorUnits()));
            }
        }
        return exceeding;
    }
}
