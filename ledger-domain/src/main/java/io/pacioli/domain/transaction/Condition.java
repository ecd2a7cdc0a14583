package io.pacioli.domain.transaction;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.money.RequestedCurrency;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a client requires of an account as it stands before a transaction, a lock of its own; whether the transaction touches the
 * account or not. An account that is not there has seen nothing and holds nothing.
 *
 * @param expectedVersion how many events the account has to have seen; null for any number
 * @param currency in which the amounts are judged; there where one of them is required, and only there
 * @param balance what it has to hold
 * @param available what of that no open hold may take
 */
public record Condition(
        AccountPath account,
        @Nullable Long expectedVersion,
        @Nullable RequestedCurrency currency,
        @Nullable Bounds balance,
        @Nullable Bounds available) {

    public static final long VERSION_MAX = (1L << 53) - 1;

    public Condition {
        boolean hasAmount = balance != null || available != null;
        if (expectedVersion == null && !hasAmount) {
            throw new IllegalArgumentException("a condition that requires nothing of " + account);
        }
        if (expectedVersion != null && (expectedVersion < 0 || expectedVersion > VERSION_MAX)) {
            throw new IllegalArgumentException("no version: " + expectedVersion);
        }
        if ((currency != null) != hasAmount) {
            throw new IllegalArgumentException("an amount and its currency go together");
        }
    }

    /** Between what an amount in major units has to be; each bound is exact, however many decimal places it has. */
    public record Bounds(
            @Nullable BigDecimal atLeast,
            @Nullable BigDecimal atMost,
            @Nullable BigDecimal equal) {

        public Bounds {
            if (atLeast == null && atMost == null && equal == null) {
                throw new IllegalArgumentException("bounds of which there are none");
            }
        }
    }
}
