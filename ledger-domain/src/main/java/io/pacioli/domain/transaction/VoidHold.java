package io.pacioli.domain.transaction;

import io.pacioli.domain.ledger.LedgerId;

/** Give a hold up: nothing of it is posted, and all of it is released. */
public record VoidHold(LedgerId ledger, TransactionId transaction) implements HoldCommand {}
