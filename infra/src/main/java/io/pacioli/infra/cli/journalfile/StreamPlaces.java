package io.pacioli.infra.cli.journalfile;

import io.pacioli.domain.account.AccountChanged;
import io.pacioli.domain.account.AccountOpened;
import io.pacioli.domain.ledger.LedgerEvent;
import io.pacioli.domain.message.Event;
import io.pacioli.domain.message.StreamId;
import io.pacioli.domain.transaction.BeginningEvent;
import io.pacioli.domain.transaction.HoldEnded;
import io.pacioli.domain.transaction.TransactionFact;
import io.pacioli.domain.transaction.TransactionMetadataChanged;
import io.pacioli.domain.transaction.TransactionPosted;
import io.pacioli.infra.eventstore.CopiedEvent.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which streams an event is part of, and at which place in each. A transaction's begins with it, an account's events say their
 * place themselves; where other streams go on is known from those that were stored before.
 */
final class StreamPlaces {

    private final Map<StreamId, Long> last;

    /** @param last the last place of each stream that goes on and has begun before */
    StreamPlaces(Map<StreamId, Long> last) {
        this.last = new HashMap<>(last);
    }

    /** The streams that these events go on with at a place that they do not say. */
    static Set<StreamId> goingOn(Collection<Event> events) {
        Set<StreamId> streams = new HashSet<>();
        for (Event event : events) {
            if (event instanceof LedgerEvent) {
                streams.add(event.ledger().stream());
            }
            StreamId continued = continued(event);
            if (continued != null) {
                streams.add(continued);
            }
        }
        return streams;
    }

    private static @Nullable StreamId continued(Event event) {
        return switch (event) {
            case TransactionPosted posted
            when posted.reversal() != null -> posted.reversal().of().streamIn(posted.ledger());
            case HoldEnded ended -> ended.transaction().streamIn(ended.ledger());
            case TransactionMetadataChanged changed -> changed.transaction().streamIn(changed.ledger());
            default -> null;
        };
    }

    /** The places of the next event. */
    List<Place> of(Event event) {
        List<Place> places = new ArrayList<>();
        switch (event) {
            case LedgerEvent changed -> places.add(next(changed.ledger().stream()));
            case AccountOpened opened -> places.add(new Place(opened.account().streamIn(opened.ledger()), 0));
            case AccountChanged changed ->
                places.add(new Place(changed.account().streamIn(changed.ledger()), changed.version() - 1));
            case TransactionFact fact -> add(fact, places);
            default -> {
                // A batch is of no aggregate; what else goes on with a transaction is added below.
            }
        }
        StreamId continued = continued(event);
        if (continued != null) {
            places.add(next(continued));
        }
        return places;
    }

    private void add(TransactionFact fact, List<Place> places) {
        fact.balances()
                .byAccount()
                .forEach((account, balances) -> places.add(new Place(
                        account.streamIn(fact.ledger()), balances.getFirst().version() - 1)));
        if (fact instanceof BeginningEvent begun) {
            StreamId stream = begun.transaction().streamIn(begun.ledger());
            places.add(new Place(stream, 0));
            last.putIfAbsent(stream, 0L);
        }
    }

    private Place next(StreamId stream) {
        return new Place(stream, last.merge(stream, 0L, (before, _) -> before + 1));
    }
}
