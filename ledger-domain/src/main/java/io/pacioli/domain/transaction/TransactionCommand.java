package io.pacioli.domain.transaction;

import io.pacioli.domain.message.Command;

/** A command about one transaction. */
public sealed interface TransactionCommand extends Command permits PostTransaction {

    TransactionId transaction();
}
