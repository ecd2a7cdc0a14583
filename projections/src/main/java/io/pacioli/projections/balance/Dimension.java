package io.pacioli.projections.balance;

/** By what sums of balances are told apart, beside their currency. */
public sealed interface Dimension {

    /** The first segments of the account's path, as many as that or all it has. */
    record Prefix(int segments) implements Dimension {}

    /** The account's type. */
    record Type() implements Dimension {}

    /** The month of the effective date: then the sums are those of what moved the accounts in it. */
    record Month() implements Dimension {}

    /** What the account has under a key of its metadata, if anything. */
    record Labelled(String key) implements Dimension {}
}
