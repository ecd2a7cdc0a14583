package io.pacioli.domain.transaction;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.pacioli.domain.decision.Decision;
import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.decision.Result;
import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.message.StreamId;
import io.pacioli.domain.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.jspecify.annotations.Nullable;

/** A transaction of a ledger: its identity and its life cycle, from being held or posted to being taken back. */
@AggregateRoot
public class Transaction {

    /** How many times a transaction may be taken back in part. */
    public static final int REVERSALS_MAX = 100;

    /** How many times its metadata may be changed: whoever reads a transaction reads all of its events. */
    public static final int METADATA_CHANGES_MAX = 100;

    @AggregateIdentifier
    private StreamId stream;

    private TransactionId id;

    /** What it kept in reserve before it was posted, or keeps so still; null where it was posted at once. */
    private @Nullable Hold hold;

    /** What was posted; null until it is. */
    private @Nullable Postings postings;

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

    /** Of how many lines it is, posted or in reserve. */
    public int size() {
        return (hold == null ? postings : hold.lines()).lines().size();
    }

    public Metadata metadata() {
        return metadata;
    }

    /** Comes into the ledger. */
    public void begin(BeginningEvent event) {
        apply(event);
    }

    /** What it keeps in reserve, or why there is nothing that can be posted or given up. */
    public Result<Postings> held(Instant decidedAt) {
        return hold == null ? Result.refused(new Rejection.TransactionNotPending(id)) : hold.open(decidedAt);
    }

    /** A part of what it keeps in reserve, each line named as it stands there, or why it cannot be posted. */
    public Result<Postings> held(Postings part, Instant decidedAt) {
        return held(decidedAt) instanceof Result.Refused<Postings> refused ? refused : hold.part(part);
    }

    /** What it keeps in reserve although its time has come, or why there is nothing that could expire. */
    public Result<Postings> overdue(Instant decidedAt) {
        return hold == null ? Result.refused(new Rejection.TransactionNotPending(id)) : hold.overdue(decidedAt);
    }

    /**
     * What it keeps in reserve, or kept there.
     *
     * @throws IllegalStateException where it never was a hold
     */
    public Postings reserve() {
        if (hold == null) {
            throw new IllegalStateException("nothing was ever in reserve for the transaction " + id);
        }
        return hold.lines();
    }

    /** Ends what it kept in reserve. */
    public void end(HoldEnded event) {
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
        if (postings == null) {
            return Result.refused(new Rejection.TransactionNotPosted(id));
        }
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
    void on(TransactionHeld event) {
        stream = event.transaction().streamIn(event.ledger());
        id = event.transaction();
        hold = new Hold(id, event.postings(), event.expiresAt(), Hold.Stage.OPEN);
        metadata = event.metadata();
    }

    @EventSourcingHandler
    void on(HoldPosted event) {
        hold = hold.ended(Hold.Stage.POSTED);
        postings = event.postings();
    }

    @EventSourcingHandler
    void on(HoldVoided event) {
        hold = hold.ended(Hold.Stage.VOIDED);
    }

    @EventSourcingHandler
    void on(HoldExpired event) {
        hold = hold.ended(Hold.Stage.EXPIRED);
    }

    @EventSourcingHandler
    void on(TransactionMetadataChanged event) {
        metadata = event.metadata();
        metadataChanges++;
    }
}
