package io.pacioli.domain.transaction;

import io.pacioli.domain.ledger.LedgerId;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A hold was posted, in full or in part; what is not posted of it is released.
 *
 * @param postings what was posted: no more than was held of any account, side and currency
 * @param balances what each account of the hold holds after it, those that nothing was posted to included
 */
public record HoldPosted(
        LedgerId ledger,
        TransactionId transaction,
        Instant effectiveAt,
        LocalDate effectiveDate,
        Postings postings,
        Balances balances,
        Marks marks)
        implements PostingEvent, HoldEnded {}
