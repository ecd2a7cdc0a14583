package io.pacioli.command.period;

import io.pacioli.command.dispatch.Answer;
import io.pacioli.command.dispatch.Dispatcher;
import io.pacioli.command.dispatch.RequestIdentity;
import io.pacioli.command.dispatch.Run;
import io.pacioli.command.transaction.ClosingTransactions;
import io.pacioli.domain.ledger.ClosePeriod;
import io.pacioli.domain.ledger.ClosePeriodAtOnce;
import io.pacioli.domain.ledger.PeriodClosed;
import io.pacioli.domain.message.Event;
import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.domain.transaction.PostClosingEntries;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Closes the books of a ledger with closing entries: one request, decided in two steps.
 *
 * <p>The write side keeps what accounts hold now, not what they held at the end of a day, and whoever sums that up does so while
 * others post. So the books are closed first; from then on, until the entries are recorded, nothing at all is posted for those
 * days, and what the read tables sum up at that position or later stays right. A node that dies in between leaves books that are
 * closed and await their entries; the same request, sent again with its key, finds the first step done and takes the second.
 *
 * <p>Before the first step both are tried out together, so that whatever is against the entries is found while nothing is recorded.
 */
@Component
class ClosingWithEntries {

    private static final String ENTRIES = "closing entries";
    private static final long ANY_POSITION = 0;
    private static final long ANY_VERSION = 0;

    private final Dispatcher dispatcher;
    private final TemporaryAccounts accounts;

    ClosingWithEntries(Dispatcher dispatcher, TemporaryAccounts accounts) {
        this.dispatcher = dispatcher;
        this.accounts = accounts;
    }

    /** @throws io.pacioli.domain.decision.RequestRefused as the {@link Dispatcher} and the {@link TemporaryAccounts} do */
    Answer.Accepted close(ClosePeriod command, RequestIdentity identity, Run run) {
        // Who tries a closing out wants to see what has been posted until now; the other way it only tells what is
        // against it.
        long position = run == Run.DRY ? accounts.head() : ANY_POSITION;
        ClosePeriodAtOnce both = new ClosePeriodAtOnce(command, entries(command, ANY_VERSION, position));
        Answer.Accepted closed = dispatcher.send(both, identity, Run.DRY);
        if (closed instanceof Answer.DryRun && run == Run.REAL) {
            closed = dispatcher.send(command, identity, Run.REAL);
        }
        return switch (closed) {
            case Answer.DryRun tried -> tried;
            case Answer.Recorded recorded -> withEntries(command, recorded, identity, run);
        };
    }

    private Answer.Accepted withEntries(
            ClosePeriod command, Answer.Recorded closed, RequestIdentity identity, Run run) {
        RecordedEvent last = closed.last();
        PostClosingEntries entries = entries(command, ((PeriodClosed) last.event()).version(), last.position());
        return switch (dispatcher.send(entries, identity.ofPart(ENTRIES), run)) {
            case Answer.Recorded posted -> {
                List<RecordedEvent> events = new ArrayList<>(closed.events());
                events.addAll(posted.events());
                yield new Answer.Recorded(events, closed.replayed() && posted.replayed());
            }
            case Answer.DryRun tried -> {
                List<Event> events = new ArrayList<>(List.of(last.event()));
                events.addAll(tried.events());
                yield new Answer.DryRun(events, tried.decidedAt());
            }
        };
    }

    private PostClosingEntries entries(ClosePeriod command, long version, long position) {
        return new PostClosingEntries(
                command.ledger(),
                command.through(),
                version,
                command.closingAccount(),
                ClosingTransactions.fresh(),
                accounts.balances(command.ledger(), command.through(), position, PostClosingEntries.BALANCES_MAX + 1));
    }
}
