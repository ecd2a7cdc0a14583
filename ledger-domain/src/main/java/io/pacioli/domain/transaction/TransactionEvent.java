package io.pacioli.domain.transaction;

import io.pacioli.domain.message.Event;

/** A fact about one transaction. */
public sealed interface TransactionEvent extends Event permits TransactionFact, TransactionMetadataChanged {

    TransactionId transaction();
}
