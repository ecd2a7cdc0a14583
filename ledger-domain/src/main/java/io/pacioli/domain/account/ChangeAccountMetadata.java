package io.pacioli.domain.account;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.MetadataChange;
import org.jspecify.annotations.Nullable;

/** Change the metadata of an account. */
public record ChangeAccountMetadata(
        LedgerId ledger,
        AccountPath account,
        MetadataChange change,
        @Nullable Long expectedVersion) implements AccountCommand {}
