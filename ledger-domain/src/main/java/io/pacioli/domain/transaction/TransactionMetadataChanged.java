package io.pacioli.domain.transaction;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.message.MetadataChange;

/**
 * The metadata of a transaction were changed.
 *
 * @param metadata what they are from here on
 */
public record TransactionMetadataChanged(
        LedgerId ledger, TransactionId transaction, MetadataChange change, Metadata metadata)
        implements TransactionEvent {}
