package io.pacioli.domain.transaction;

import io.pacioli.domain.message.Words;

/** The side of an account on which an amount is posted. */
public enum Direction {
    DEBIT,
    CREDIT;

    /** The words that stand for the constants in documents. */
    public static final Words<Direction> WORDS = new Words<>(Direction.class);

    public String word() {
        return WORDS.of(this);
    }

    public Direction opposite() {
        return this == DEBIT ? CREDIT : DEBIT;
    }
}
