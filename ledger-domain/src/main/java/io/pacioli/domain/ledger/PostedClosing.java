package io.pacioli.domain.ledger;

import io.pacioli.domain.transaction.TransactionId;
import java.time.LocalDate;

/** Closing entries that stand in the books, and through which day they closed them. */
public record PostedClosing(LocalDate through, TransactionId transaction) {}
