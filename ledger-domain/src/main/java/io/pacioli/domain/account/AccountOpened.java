package io.pacioli.domain.account;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Metadata;
import org.jspecify.annotations.Nullable;

/** An account was opened, by command or by the first posting to it. */
public record AccountOpened(
        LedgerId ledger,
        AccountPath account,
        AccountType type,
        @Nullable AccountName name,
        Metadata metadata) implements AccountEvent {}
