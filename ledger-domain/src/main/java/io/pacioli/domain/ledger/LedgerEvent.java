package io.pacioli.domain.ledger;

import io.pacioli.domain.message.Event;

/** A fact about a ledger itself. */
public sealed interface LedgerEvent extends Event
        permits LedgerOpened, CurrencyRegistered, PeriodEvent, ClosingEntriesRecorded {}
