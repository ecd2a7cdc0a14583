package io.pacioli.domain.transaction;

import io.pacioli.domain.message.SharedFact;

/** A fact about one transaction and about every account that it touches. */
public sealed interface TransactionEvent extends SharedFact permits TransactionPosted {

    TransactionId transaction();
}
