package io.pacioli.projections.account;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.ledger.LedgerId;

/** The name of an account in the installation. */
public record AccountKey(LedgerId ledger, AccountPath path) {}
