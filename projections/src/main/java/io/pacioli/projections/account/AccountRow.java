package io.pacioli.projections.account;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.AccountType;
import io.pacioli.domain.account.Frozen;
import io.pacioli.domain.account.Limits;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * An account as its projection has it.
 *
 * @param frozen the sides on which nothing is posted or held, or null
 * @param currencies the codes of those in which it is kept; none for all of the ledger's
 * @param limits by the codes of their currencies
 * @param version how many events the account had seen with the last one that was about the account itself
 */
public record AccountRow(
        long accountId,
        AccountPath path,
        AccountType type,
        @Nullable String name,
        SortedMap<String, String> metadata,
        Instant openedAt,
        boolean closed,
        @Nullable Frozen frozen,
        List<String> currencies,
        List<Limits> limits,
        long version) {}
