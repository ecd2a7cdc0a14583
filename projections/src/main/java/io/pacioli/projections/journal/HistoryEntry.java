package io.pacioli.projections.journal;

import org.jspecify.annotations.Nullable;

/**
 * An event in the history of one thing, with the request that led to it.
 *
 * @param version of what it happened to, after it: 1 for the first event
 * @param actor who is behind it
 * @param idempotencyKey of the request, which may have led to several events; null where the ledger did it by itself
 * @param traceId of the request; null where it had none
 */
public record HistoryEntry(
        long version,
        JournalEntry event,
        @Nullable String actor,
        @Nullable String idempotencyKey,
        @Nullable String traceId) {}
