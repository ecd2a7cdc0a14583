package io.pacioli.domain.transaction;

import io.pacioli.domain.ledger.LedgerId;

/**
 * A hold was given up: all of it is released, and nothing was posted.
 *
 * @param balances what each account of the hold holds after it
 */
public record HoldVoided(LedgerId ledger, TransactionId transaction, Balances balances) implements HoldEnded {}
