package io.pacioli.domain.account;

import io.pacioli.domain.ledger.LedgerId;

/** An account that held nothing was closed. */
public record AccountClosed(LedgerId ledger, AccountPath account, long version) implements AccountChanged {}
