package io.pacioli.domain.account;

import io.pacioli.domain.ledger.LedgerId;

/** An account takes postings on both sides again. */
public record AccountUnfrozen(LedgerId ledger, AccountPath account, long version) implements AccountChanged {}
