package io.pacioli.projections.account;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.AccountType;
import java.time.Instant;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** An account as its projection has it. */
public record AccountRow(
        long accountId,
        AccountPath path,
        AccountType type,
        @Nullable String name,
        SortedMap<String, String> metadata,
        Instant openedAt) {}
