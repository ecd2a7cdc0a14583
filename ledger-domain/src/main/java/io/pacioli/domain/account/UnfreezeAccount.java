package io.pacioli.domain.account;

import io.pacioli.domain.ledger.LedgerId;
import org.jspecify.annotations.Nullable;

/** Let an account take postings on both sides again. */
public record UnfreezeAccount(
        LedgerId ledger, AccountPath account, @Nullable Long expectedVersion) implements AccountCommand {}
