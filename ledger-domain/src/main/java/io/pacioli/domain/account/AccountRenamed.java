package io.pacioli.domain.account;

import io.pacioli.domain.ledger.LedgerId;
import org.jspecify.annotations.Nullable;

/**
 * An account is called otherwise from here on.
 *
 * @param name null where it has none, or where that was erased
 */
public record AccountRenamed(
        LedgerId ledger, AccountPath account, @Nullable AccountName name, long version) implements AccountChanged {}
