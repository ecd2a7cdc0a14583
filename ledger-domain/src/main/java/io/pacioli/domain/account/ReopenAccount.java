package io.pacioli.domain.account;

import io.pacioli.domain.ledger.LedgerId;
import org.jspecify.annotations.Nullable;

/** Open a closed account again. */
public record ReopenAccount(
        LedgerId ledger, AccountPath account, @Nullable Long expectedVersion) implements AccountCommand {}
