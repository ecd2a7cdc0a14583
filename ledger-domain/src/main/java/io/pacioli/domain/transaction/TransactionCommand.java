package io.pacioli.domain.transaction;

import io.pacioli.domain.message.Command;
import io.pacioli.domain.message.Metadata;
import org.jspecify.annotations.Nullable;

/** A command that adds a transaction to a ledger. */
public sealed interface TransactionCommand extends Command
        permits PostTransaction, HoldTransaction, ReverseTransaction, PostClosingEntries {

    Identity identity();

    @Nullable
    Reference reference();

    @Nullable
    Description description();

    EffectiveAt effectiveAt();

    Metadata metadata();

    Terms terms();

    /** The id of the new transaction. */
    default TransactionId transaction() {
        return identity().id();
    }
}
