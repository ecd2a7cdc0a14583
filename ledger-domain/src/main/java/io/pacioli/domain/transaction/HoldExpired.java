package io.pacioli.domain.transaction;

import io.pacioli.domain.ledger.LedgerId;

/**
 * The time of a hold had come before anybody posted it: all of it is released, and nothing was posted.
 *
 * @param balances what each account of the hold holds after it
 */
public record HoldExpired(LedgerId ledger, TransactionId transaction, Balances balances) implements HoldEnded {}
