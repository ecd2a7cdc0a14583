package io.pacioli.domain.transaction;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.pacioli.domain.decision.Decision;
import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.decision.Result;
import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.message.StreamId;
import io.pacioli.domain.money.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.jspecify.annotations.Nullable;

/** A transaction of a ledger: its identity and its life cycle, from being posted to being taken back. */
@AggregateRoot
public class Transaction {

    /** How many times a transaction may be taken back in part. */
    public static final int REVERSALS_MAX = 100;

    /** How many times its metadata may be changed: whoever reads a transaction reads all of its events. */
    public static final int METADATA_CHANGES_MAX = 100;

    @AggregateIdentifier
    private StreamId stream;

    private TransactionId id;
    private Postings postings;
    private final List<Postings> reversals = new ArrayList<>(0);
    private Metadata metadata;
    private int metadataChanges;

    /** A transaction about which nothing has happened yet. */
    public Transaction() {}

    /**
     * What takes a transaction back.
     *
     * @param postings the mirror image of the lines to take back
     * @param complete whether nothing of the transaction is left after them
     */
    public record MirrorImage(Postings postings, boolean complete) {}

    public StreamId stream() {
        return stream;
    }

    public void post(TransactionPosted event) {
        apply(event);
    }

    /** The mirror image of all that is left of it, or why it cannot be taken back. */
    public Result<MirrorImage> mirrorImage() {
        return remainder(null);
    }

    /** The mirror image of some of its lines, each named as it stands in it, or why they cannot be taken back. */
    public Result<MirrorImage> mirrorImage(Postings part) {
        return remainder(part);
    }

    private Result<MirrorImage> remainder(@Nullable Postings part) {
        Remainder remainder = new Remainder(postings);
        reversals.forEach(remainder::takeBack);
        if (remainder.isEmpty()) {
            return Result.refused(new Rejection.TransactionReversed(id));
        }
        if (reversals.size() >= REVERSALS_MAX) {
            return Result.refused(new Rejection.ReversalLimitReached(id));
        }
        if (part != null) {
            SortedMap<Integer, Money> exceeding = remainder.exceededBy(part.lines());
            if (!exceeding.isEmpty()) {
                return Result.refused(new Rejection.ReversalTooLarge(id, exceeding));
            }
        }
        List<Posting> taken = part == null ? remainder.lines() : part.lines();
        Postings mirrored = new Postings(taken.stream().map(Posting::mirrored).toList());
        remainder.takeBack(mirrored);
        return Result.of(new MirrorImage(mirrored, remainder.isEmpty()));
    }

    /** Takes part in the transaction that takes this one back. */
    public void reverse(TransactionPosted reversing) {
        apply(reversing);
    }

    public Decision change(ChangeTransactionMetadata command) {
        if (metadataChanges >= METADATA_CHANGES_MAX) {
            return new Rejection.MetadataChangeLimitReached(id);
        }
        Metadata after = command.change().appliedTo(metadata).orElse(null);
        if (after == null) {
            return new Rejection.MetadataFull();
        }
        apply(new TransactionMetadataChanged(command.ledger(), id, command.change(), after));
        return Decision.ACCEPTED;
    }

    @EventSourcingHandler
    void on(TransactionPosted event) {
        if (stream == null) {
            stream = event.transaction().streamIn(event.ledger());
            id = event.transaction();
            postings = event.postings();
            metadata = event.metadata();
        } else {
            reversals.add(event.postings());
        }
    }

    @EventSourcingHandler
    void on(TransactionMetadataChanged event) {
        metadata = event.metadata();
        metadataChanges++;
    }
}
