package io.pacioli.projections.transaction;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.transaction.TransactionId;

/** A transaction of a ledger. */
record TransactionKey(LedgerId ledger, TransactionId transaction) {}
