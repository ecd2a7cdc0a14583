package io.pacioli.query.report;

import io.pacioli.domain.account.BalanceAfter;
import io.pacioli.domain.ledger.ClosingEntriesRecorded;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.ledger.PeriodReopened;
import io.pacioli.domain.message.Event;
import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.domain.message.StreamId;
import io.pacioli.domain.transaction.PostingEvent;
import io.pacioli.domain.transaction.TransactionId;
import io.pacioli.query.answer.JournalReads;
import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * The entries that have carried results to equity when periods were closed, and those that took them back: what a period has
 * earned and spent does not become nothing by its closing.
 */
@Component
class ClosingEntries {

    private final JournalReads journal;

    ClosingEntries(JournalReads journal) {
        this.journal = journal;
    }

    /**
     * Two queries: for what has happened to the ledger itself, and for the entries, if there are any.
     *
     * @param throughPosition up to where to look for what entries there are
     * @param knownAt the last position of an entry that counts. That it is a closing entry is recorded after it, in the same commit.
     */
    List<PostingEvent> of(LedgerId ledger, long throughPosition, long knownAt) {
        StreamId stream = ledger.stream();
        List<StreamId> entries =
                journal.laterOf(Set.of(stream), throughPosition).getOrDefault(stream, List.of()).stream()
                        .map(RecordedEvent::event)
                        .flatMap(ClosingEntries::transactions)
                        .map(transaction -> transaction.streamIn(ledger))
                        .toList();
        return journal.firstOf(entries).values().stream()
                .filter(recorded -> recorded.position() <= knownAt)
                .map(recorded -> (PostingEvent) recorded.event())
                .toList();
    }

    private static Stream<TransactionId> transactions(Event event) {
        return switch (event) {
            case ClosingEntriesRecorded recorded -> Stream.ofNullable(recorded.transaction());
            case PeriodReopened reopened -> reopened.reversals().stream();
            default -> Stream.empty();
        };
    }

    /** Takes out of what has moved in a period what closing entries have moved in it. */
    static void takeOut(NetAmounts moved, List<PostingEvent> entries, Period period) {
        entries.stream()
                .filter(entry -> period.contains(entry.effectiveDate()))
                .forEach(entry -> takeOut(moved, entry));
    }

    private static void takeOut(NetAmounts moved, PostingEvent entry) {
        entry.postings().byAccount().forEach((account, postings) -> {
            BalanceAfter balance = entry.balances().of(account).getFirst();
            postings.forEach(posting -> {
                BigInteger amount = posting.money().minorUnits();
                moved.addIfKnown(
                        new NetAmounts.Line(
                                balance.type(), account, posting.money().currency()),
                        switch (posting.direction()) {
                            case DEBIT -> amount.negate();
                            case CREDIT -> amount;
                        });
            });
        });
    }
}
