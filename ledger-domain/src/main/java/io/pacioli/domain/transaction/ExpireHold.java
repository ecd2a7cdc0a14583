package io.pacioli.domain.transaction;

import io.pacioli.domain.ledger.LedgerId;

/** Release a hold whose time has come. No client asks for this, the ledger itself does. */
public record ExpireHold(LedgerId ledger, TransactionId transaction) implements HoldCommand {}
