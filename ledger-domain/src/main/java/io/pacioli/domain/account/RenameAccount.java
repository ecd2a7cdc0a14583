package io.pacioli.domain.account;

import io.pacioli.domain.ledger.LedgerId;
import org.jspecify.annotations.Nullable;

/**
 * Call an account otherwise; its path stays.
 *
 * @param name null for none
 */
public record RenameAccount(
        LedgerId ledger,
        AccountPath account,
        @Nullable AccountName name,
        @Nullable Long expectedVersion) implements AccountCommand {}
