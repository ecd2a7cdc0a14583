package io.pacioli.domain.ledger;

import io.pacioli.domain.money.Currency;

/** A ledger counts in one more currency from here on. */
public record CurrencyRegistered(LedgerId ledger, Currency currency) implements LedgerEvent {}
