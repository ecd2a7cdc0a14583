package io.pacioli.projections.hold;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.transaction.TransactionId;

/** An open hold whose time has come, and where it stands among all such. */
public record DueHold(LedgerId ledger, TransactionId transaction, HoldPlace place) {}
