package io.pacioli.domain.account;

import io.pacioli.domain.message.Words;
import io.pacioli.domain.transaction.Direction;
import org.jspecify.annotations.Nullable;

/** On which sides of an account nothing is posted or held as long as it is frozen. */
public enum Frozen {
    DEBIT,
    CREDIT,
    BOTH;

    /** The words that stand for the constants in documents. */
    public static final Words<Frozen> WORDS = new Words<>(Frozen.class);

    public String word() {
        return WORDS.of(this);
    }

    boolean covers(Direction direction) {
        return this == BOTH || (this == DEBIT) == (direction == Direction.DEBIT);
    }

    /** These sides and those that were frozen before. */
    Frozen and(@Nullable Frozen before) {
        return before == null || before == this ? this : BOTH;
    }
}
