package io.pacioli.domain.transaction;

/**
 * A new transaction's id and where it comes from.
 *
 * @param fresh whether we have just made it, so that nobody can have used it before
 */
public record Identity(TransactionId id, boolean fresh) {}
