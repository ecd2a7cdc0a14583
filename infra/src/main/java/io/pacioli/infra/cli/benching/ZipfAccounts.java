package io.pacioli.infra.cli.benching;

import java.util.Arrays;
import java.util.SplittableRandom;

/** The k-th account in proportion to 1 / k^exponent: few accounts do most of the business, as they do in real books. */
final class ZipfAccounts implements AccountChoice {

    private static final int TRIES_MAX = 16;

    /** Up to each account, the share of all choices. */
    private final double[] shares;

    ZipfAccounts(int count, double exponent) {
        shares = new double[count];
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += Math.pow(i + 1.0, -exponent);
            shares[i] = sum;
        }
        for (int i = 0; i < count; i++) {
            shares[i] /= sum;
        }
    }

    @Override
    public int first(SplittableRandom random) {
        int found = Arrays.binarySearch(shares, random.nextDouble());
        return Math.min(found < 0 ? -found - 1 : found + 1, shares.length - 1);
    }

    /** Chosen in the same way; where nearly all business is one account's, its neighbour in the end. */
    @Override
    public int other(SplittableRandom random, int first) {
        for (int i = 0; i < TRIES_MAX; i++) {
            int other = first(random);
            if (other != first) {
                return other;
            }
        }
        return (first + 1) % shares.length;
    }
}
