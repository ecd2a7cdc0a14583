package io.pacioli.domain.account;

import io.pacioli.domain.ledger.LedgerId;

/**
 * Nothing is posted or held on some sides of an account from here on.
 *
 * @param direction all sides that are frozen
 */
public record AccountFrozen(LedgerId ledger, AccountPath account, Frozen direction, long version)
        implements AccountChanged {}
