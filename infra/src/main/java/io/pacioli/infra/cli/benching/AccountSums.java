package io.pacioli.infra.cli.benching;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.function.IntToLongFunction;
import tools.jackson.databind.JsonNode;

/** What the service says of each account of a run, to be compared with what it has to be. */
final class AccountSums {

    private static final int SCALE = 2;
    private static final int NONE = -1;

    private final Run run;
    private final Differences differences;
    private final String where;
    private final long[] debits;
    private final long[] credits;

    /** @param where the service says so, in words that an account's name can follow; may be empty */
    AccountSums(Run run, int accounts, String where, Differences differences) {
        this.run = run;
        this.where = where;
        this.differences = differences;
        debits = new long[accounts];
        credits = new long[accounts];
    }

    /** Adds decimals of an account, whose path says which one it is. */
    void add(JsonNode path, JsonNode debit, JsonNode credit) {
        int number = number(path.asString(""));
        if (number == NONE) {
            differences.add("%sthere is an account %s that nobody posted to".formatted(where, path));
            return;
        }
        debits[number] += minorUnits(debit);
        credits[number] += minorUnits(credit);
    }

    /**
     * Notes each account that is otherwise than it has to be, and columns that differ.
     *
     * @return how many accounts have anything
     */
    long compare(IntToLongFunction debitsExpected, IntToLongFunction creditsExpected) {
        long compared = 0;
        for (int i = 0; i < debits.length; i++) {
            compared += debits[i] == 0 && credits[i] == 0 ? 0 : 1;
            long debit = debitsExpected.applyAsLong(i);
            long credit = creditsExpected.applyAsLong(i);
            if (debits[i] != debit || credits[i] != credit) {
                differences.add("%s%s has debits of %s and credits of %s, and has to have %s and %s"
                        .formatted(
                                where,
                                run.account(i),
                                decimal(debits[i]),
                                decimal(credits[i]),
                                decimal(debit),
                                decimal(credit)));
            }
        }
        long debited = Arrays.stream(debits).sum();
        long credited = Arrays.stream(credits).sum();
        if (debited != credited) {
            differences.add("%sall accounts together have debits of %s and credits of %s"
                    .formatted(where, decimal(debited), decimal(credited)));
        }
        return compared;
    }

    /** The number of an account from 0, where it is one of ours. */
    private int number(String path) {
        if (!path.startsWith(Run.ACCOUNT_PREFIX)) {
            return NONE;
        }
        try {
            int number = Integer.parseInt(path.substring(Run.ACCOUNT_PREFIX.length())) - 1;
            return number >= 0 && number < debits.length ? number : NONE;
        } catch (NumberFormatException e) {
            return NONE;
        }
    }

    private long minorUnits(JsonNode decimal) {
        try {
            return new BigDecimal(decimal.asString("")).movePointRight(SCALE).longValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            differences.add("%san amount is %s".formatted(where, decimal));
            return 0;
        }
    }

    private static BigDecimal decimal(long minorUnits) {
        return BigDecimal.valueOf(minorUnits, SCALE);
    }
}
