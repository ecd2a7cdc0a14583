package io.pacioli.domain.transaction;

/** The side of an account on which an amount is posted. */
public enum Direction {
    DEBIT,
    CREDIT;

    public Direction opposite() {
        return this == DEBIT ? CREDIT : DEBIT;
    }
}
