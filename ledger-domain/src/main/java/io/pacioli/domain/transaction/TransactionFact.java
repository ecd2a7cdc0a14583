package io.pacioli.domain.transaction;

import io.pacioli.domain.message.SharedFact;

/** A fact about one transaction and about every account that it touches: what each of them holds after it. */
public sealed interface TransactionFact extends TransactionEvent, SharedFact
        permits BeginningEvent, PostingEvent, HoldEnded {

    Balances balances();
}
