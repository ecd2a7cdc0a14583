package io.pacioli.infra.cli.verifying;

import io.pacioli.command.dispatch.RequestIdentity;
import io.pacioli.domain.message.Event;
import io.pacioli.domain.message.UniqueKey;
import io.pacioli.domain.transaction.BeginningEvent;
import io.pacioli.domain.transaction.HoldEnded;
import io.pacioli.domain.transaction.TransactionMetadataChanged;
import io.pacioli.domain.transaction.TransactionPosted;
import io.pacioli.infra.eventstore.EventUnreadable;
import io.pacioli.infra.eventstore.JournalHash;
import io.pacioli.infra.journal.JournalCodecs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds out all about events that can be found out from each alone; this is most of the work, and is done by several threads. */
final class Examiner {

    private final JournalCodecs codecs = new JournalCodecs();

    List<SeenEvent> examine(List<JournalRow> rows) {
        JournalHash hash = new JournalHash();
        List<SeenEvent> seen = new ArrayList<>(rows.size());
        for (JournalRow row : rows) {
            seen.add(examine(row, hash));
        }
        return seen;
    }

    private SeenEvent examine(JournalRow row, JournalHash hash) {
        Event event = null;
        String unreadable = null;
        try {
            event = codecs.decode(row.ledger, row.encoded);
        } catch (EventUnreadable e) {
            unreadable = e.getMessage();
        }
        return new SeenEvent(
                row,
                event,
                unreadable,
                hash.next(row.previousHash, row.journalNumber, row.eventId, row.encoded, row.recordedAt, row.metadata),
                Documents.imbalance(row.encoded),
                keys(row, event),
                event instanceof BeginningEvent begun
                        ? begun.transaction().streamIn(begun.ledger()).value()
                        : null,
                continuedStream(event));
    }

    private static @Nullable UUID continuedStream(@Nullable Event event) {
        return switch (event) {
            case TransactionPosted posted
            when posted.reversal() != null ->
                posted.reversal().of().streamIn(posted.ledger()).value();
            case HoldEnded ended -> ended.transaction().streamIn(ended.ledger()).value();
            case TransactionMetadataChanged changed ->
                changed.transaction().streamIn(changed.ledger()).value();
            case null, default -> null;
        };
    }

    private static long[] keys(JournalRow row, @Nullable Event event) {
        List<UniqueKey> keys = new ArrayList<>(2);
        if (event != null) {
            keys.addAll(event.uniqueKeys());
        }
        String idempotencyKey = Documents.idempotencyKey(row.metadata);
        if (idempotencyKey != null) {
            keys.add(new UniqueKey(RequestIdentity.scope(row.ledger.tenant()), idempotencyKey));
        }
        long[] hashes = keys.stream().mapToLong(UniqueKey::hash).toArray();
        Arrays.sort(hashes);
        return hashes;
    }
}
