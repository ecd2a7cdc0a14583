package io.pacioli.domain.account;

import io.pacioli.domain.ledger.LedgerId;
import org.jspecify.annotations.Nullable;

/** Close an account that holds nothing. */
public record CloseAccount(
        LedgerId ledger, AccountPath account, @Nullable Long expectedVersion) implements AccountCommand {}
