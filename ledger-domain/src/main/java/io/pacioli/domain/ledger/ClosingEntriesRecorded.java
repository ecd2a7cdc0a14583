package io.pacioli.domain.ledger;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.transaction.TransactionId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The income and expense accounts of a ledger stand at zero at the end of a day that is closed, because of closing entries or by
 * themselves.
 *
 * @param through the day through which the books were closed
 * @param account the equity account that the result was carried to
 * @param transaction the closing entries, posted right before; null where every account stood at zero already
 * @param version how many events the ledger itself has seen, this one included
 */
public record ClosingEntriesRecorded(
        LedgerId ledger,
        LocalDate through,
        AccountPath account,
        @Nullable TransactionId transaction,
        long version) implements LedgerEvent {}
