package io.pacioli.domain.transaction;

/** A hold has ended: nothing of it is in reserve any more. */
public sealed interface HoldEnded extends TransactionFact permits HoldPosted, HoldVoided, HoldExpired {}
