package io.pacioli.domain.account;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.message.MetadataChange;

/**
 * The metadata of an account were changed.
 *
 * @param metadata what they are from here on
 */
public record AccountMetadataChanged(
        LedgerId ledger, AccountPath account, MetadataChange change, Metadata metadata, long version)
        implements AccountChanged {}
