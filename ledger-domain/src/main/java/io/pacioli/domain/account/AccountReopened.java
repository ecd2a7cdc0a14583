package io.pacioli.domain.account;

import io.pacioli.domain.ledger.LedgerId;
import org.jspecify.annotations.Nullable;

/**
 * A closed account is open again.
 *
 * @param frozen the sides that were frozen when it was closed, and are so still; null where none was
 */
public record AccountReopened(
        LedgerId ledger, AccountPath account, @Nullable Frozen frozen, long version) implements AccountChanged {}
