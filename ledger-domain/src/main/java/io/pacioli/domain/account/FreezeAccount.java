package io.pacioli.domain.account;

import io.pacioli.domain.ledger.LedgerId;
import org.jspecify.annotations.Nullable;

/** Let nothing be posted or held on some sides of an account, beside those on which nothing is already. */
public record FreezeAccount(
        LedgerId ledger,
        AccountPath account,
        Frozen direction,
        @Nullable Long expectedVersion) implements AccountCommand {}
