package io.pacioli.domain.ledger;

import io.pacioli.domain.message.Words;

/** What becomes of a posting to an account that is not in the chart of accounts. */
public enum ChartPolicy {
    /** It is rejected: accounts have to be opened first. */
    STRICT,
    /** The account is opened by it, its type read from the first segment of its path. */
    OPEN;

    /** The words that stand for the constants in documents. */
    public static final Words<ChartPolicy> WORDS = new Words<>(ChartPolicy.class);

    public String word() {
        return WORDS.of(this);
    }
}
