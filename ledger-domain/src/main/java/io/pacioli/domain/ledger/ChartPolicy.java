package io.pacioli.domain.ledger;

/** What becomes of a posting to an account that is not in the chart of accounts. */
public enum ChartPolicy {
    /** It is rejected: accounts have to be opened first. */
    STRICT,
    /** The account is opened by it, its type read from the first segment of its path. */
    OPEN
}
