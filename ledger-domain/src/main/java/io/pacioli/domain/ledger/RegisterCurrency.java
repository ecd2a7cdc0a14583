package io.pacioli.domain.ledger;

import io.pacioli.domain.money.Currency;

/** Let a ledger count in one more currency. */
public record RegisterCurrency(LedgerId ledger, Currency currency) implements LedgerCommand {}
