package io.pacioli.domain.transaction;

/**
 * Which earlier transaction one takes back.
 *
 * @param of the transaction that is taken back, in whole or in part
 * @param complete whether nothing of it is left
 */
public record Reversal(TransactionId of, boolean complete) {}
