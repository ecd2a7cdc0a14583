package io.pacioli.projections.account;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.AccountType;
import org.jspecify.annotations.Nullable;

/**
 * Which accounts of a ledger are meant.
 *
 * @param subtree an account's path: the account itself, where there is one, and all below it; null for all accounts
 * @param type null for all types
 */
public record AccountFilter(
        @Nullable AccountPath subtree, @Nullable AccountType type) {}
